namespace SafetyML.Torch.Tokenization;

/// <summary>Refuses files that list more and shorter things than any tokenizer has, so that what is kept for each cannot cost more than a few times the file.</summary>
internal static class Density
{
    private const int Constant = 1 << 20;

    /// <summary>Requires that a file is as large as what is kept of it asks for.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="kept">Bytes that are kept for what it lists.</param>
    /// <param name="factor">How much may be kept for a byte: three, and one more is the file itself where it is read at once.</param>
    /// <exception cref="TokenizerFormatException">It is not.</exception>
    public static void Require(string file, long size, long kept, int factor = 3)
    {
        if (kept > (factor * size) + Constant)
            throw new TokenizerFormatException(
                $"{file}: the file lists more in {size} bytes than a tokenizer does; its tables would take {kept}. Get it again from where the model came from.");
    }
}
