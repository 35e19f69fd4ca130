namespace SafetyML.LinearText;

/// <summary>
/// One training row: features, the wanted probability of each output (one number for a model of one output), and its weight.
/// A row of a pair holds the difference of two texts and takes no bias.
/// </summary>
internal sealed record LinearRow(SparseRow Features, double[] Target, double Weight = 1, bool IsPair = false);
