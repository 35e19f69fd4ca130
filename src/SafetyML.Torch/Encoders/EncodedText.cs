namespace SafetyML.Torch.Encoders;

/// <summary>A tokenised text or pair.</summary>
/// <param name="Ids">Token ids with the special ones, at least one.</param>
/// <param name="TypeIds">The segment of each token: 0, or 1 for those of the second text.</param>
internal sealed record EncodedText(int[] Ids, int[] TypeIds);
