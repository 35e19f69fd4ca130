namespace SafetyML.Benchmarks;

/// <summary>One scorer and what it is compared with; both give a number for an answer so that nothing is optimised away.</summary>
/// <param name="Name">The scorer.</param>
/// <param name="Own">This library.</param>
/// <param name="Baseline">The other way to the same result; null where there is none.</param>
/// <param name="BaselineName">What that is.</param>
internal sealed record ScoringLine(string Name, Func<string, int> Own, Func<string, int>? Baseline = null, string BaselineName = "");
