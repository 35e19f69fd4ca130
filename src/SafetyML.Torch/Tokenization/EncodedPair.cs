namespace SafetyML.Torch.Tokenization;

/// <summary>One or two texts as the input of an encoder.</summary>
/// <param name="Ids">The ids, with the tokens around the texts.</param>
/// <param name="TypeIds">For each id the text that it belongs to (<c>token_type_ids</c>).</param>
public sealed record EncodedPair(IReadOnlyList<int> Ids, IReadOnlyList<int> TypeIds);
