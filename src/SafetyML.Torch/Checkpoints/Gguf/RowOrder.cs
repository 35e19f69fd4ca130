namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>
/// Which row of the file is a row of the tensor. The format turns neighbouring pairs of dimensions by one angle, Hugging Face turns dimension i with i + half, so that
/// LLaMA's query and key rows lie interleaved in the file.
/// </summary>
/// <param name="HeadRows">Rows of a head, an even number; 0 for rows that lie as they are.</param>
internal readonly record struct RowOrder(long HeadRows)
{
    public static RowOrder Plain { get; } = new(0);

    public bool IsPlain => HeadRows == 0;

    public long this[long row]
    {
        get
        {
            if (IsPlain)
                return row;
            long half = HeadRows / 2, within = row % HeadRows;
            return row - within + (within % half * 2) + (within / half);
        }
    }
}
