namespace SafetyML.Benchmarks;

/// <summary>What <see cref="TuningBenchmark"/> compares.</summary>
/// <param name="Model">Hugging Face folder of the base model.</param>
/// <param name="Peer">Python with torch, transformers and PEFT.</param>
/// <param name="PeerScript">The peer's training script.</param>
/// <param name="General">Alpaca file of general rows.</param>
/// <param name="Safety">Alpaca file of safety rows.</param>
/// <param name="Steps">Optimizer steps; the first two are not timed.</param>
/// <param name="WithFloat32">Whether the paper's recipe is measured in float32 too, which takes minutes.</param>
/// <param name="Json">Where the results are written; null for nowhere.</param>
internal sealed record TuningSettings(string Model, string Peer, string PeerScript, string General, string Safety, int Steps, bool WithFloat32, string? Json);
