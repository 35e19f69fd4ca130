namespace SafetyML.Torch.Decoding;

/// <summary>A prompt that is being answered.</summary>
/// <param name="Index">Its place in the call, from 0.</param>
/// <param name="Ids">Its tokens.</param>
/// <param name="Search">Its beams.</param>
internal sealed record ActivePrompt(int Index, int[] Ids, BeamSearch Search)
{
    /// <summary>Number of tokens made so far.</summary>
    public int Step => Search.Open[0].Length;
}
