namespace SafetyML.Benchmarks;

/// <summary>What <see cref="DecodingBenchmark"/> compares.</summary>
/// <param name="Model">Hugging Face folder of the model.</param>
/// <param name="Peer">Python with torch and transformers.</param>
/// <param name="Rows">Alpaca file; the instructions of its first rows are the prompts.</param>
/// <param name="Count">Number of prompts, decoded together.</param>
/// <param name="Beams">Beams of the search; 1 is greedy.</param>
/// <param name="NewTokens">Most new tokens.</param>
/// <param name="Threads">Threads of each process.</param>
/// <param name="Rounds">Runs of each stack, in turn.</param>
/// <param name="Types">Types of the weights: <c>float32</c>, <c>bfloat16</c>.</param>
internal sealed record DecodingSettings(string Model, string Peer, string Rows, int Count, int Beams, int NewTokens, int Threads, int Rounds, IReadOnlyList<string> Types);
