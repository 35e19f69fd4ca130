namespace TorchSharp.Modules;

/// <summary>The settings that every optimizer has.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }
}
