namespace SafetyML.Torch.Tokenization;

/// <summary>A token and the characters that it covers, of which it may be a part only.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">The first character.</param>
/// <param name="End">After the last character.</param>
internal readonly record struct TokenSpan(int Id, int Start, int End);
