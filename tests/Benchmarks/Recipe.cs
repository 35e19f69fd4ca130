namespace SafetyML.Benchmarks;

/// <summary>A training setting that both sides run.</summary>
/// <param name="Name">Shown in the table.</param>
/// <param name="Rank">LoRA rank on q and v.</param>
/// <param name="MicroBatch">Rows at once.</param>
/// <param name="Cutoff">Longest row in tokens.</param>
/// <param name="ResponseOnly">Whether only the answer carries loss.</param>
/// <param name="GroupByLength">Whether the peer groups rows of like length; ours has no padding to save.</param>
internal sealed record Recipe(string Name, int Rank, int MicroBatch, int Cutoff, bool ResponseOnly, bool GroupByLength)
{
    public const int Batch = 16;
    public const double Alpha = 16;
    public const double Dropout = 0.05;
    public const double LearningRate = 1e-4;
    public const int Warmup = 10;
    public const int Seed = 42;

    /// <summary>The paper's recipe, as its script runs it.</summary>
    public static Recipe Paper { get; } = new("paper", Rank: 4, MicroBatch: 4, Cutoff: 512, ResponseOnly: false, GroupByLength: false);

    /// <summary>The fastest setting of the peer on two cores.</summary>
    public static Recipe PeerBest { get; } = new("peer-best", Rank: 4, MicroBatch: 8, Cutoff: 256, ResponseOnly: true, GroupByLength: true);

    public static Recipe Named(string name) => name == Paper.Name ? Paper : name == PeerBest.Name ? PeerBest
        : throw new ArgumentException($"There is no recipe '{name}'. Recipes: {Paper.Name}, {PeerBest.Name}.");
}
