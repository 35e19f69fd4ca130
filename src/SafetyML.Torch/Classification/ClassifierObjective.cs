namespace SafetyML.Torch.Classification;

/// <summary>What a head learns from an example.</summary>
public enum ClassifierObjective
{
    /// <summary>One of several classes: cross-entropy over the outputs.</summary>
    SingleLabel,

    /// <summary>A number for each output: the mean squared error.</summary>
    Regression,

    /// <summary>Which of two texts scores higher: −log sigmoid(better − worse), with one output (Bradley and Terry, 1952).</summary>
    Ranking,
}
