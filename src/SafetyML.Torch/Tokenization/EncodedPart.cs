namespace SafetyML.Torch.Tokenization;

/// <summary>The ids of a stretch of a text.</summary>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Ids">Its ids.</param>
/// <param name="IsToken">Whether it is an added token as it is written.</param>
internal sealed record EncodedPart(int Offset, int Length, List<int> Ids, bool IsToken);
