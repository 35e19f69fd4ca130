namespace SafetyML.Torch.Tokenization;

/// <summary>A place in a framed text: a token of its own, or one of the texts.</summary>
/// <param name="Id">The token, or null for a text.</param>
/// <param name="Sequence">Which text: 0 the first, 1 the second.</param>
/// <param name="TypeId">The token type id of what stands here.</param>
internal readonly record struct FramePart(int? Id, int Sequence, int TypeId);
