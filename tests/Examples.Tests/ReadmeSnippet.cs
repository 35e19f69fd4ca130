using Microsoft.ML;
using SafetyML;
using SafetyML.Tuning;

namespace Examples.Tests;

/// <summary>The README's snippet, word for word between the marks.</summary>
internal static class ReadmeSnippet
{
    public static void Run()
    {
        // begin
        var ml = new MLContext(seed: 42);
        IDataView mix = ml.Data.MixSafety(ml.Data.LoadInstructions("general.json"), ml.Data.LoadInstructions("safety.json"), count: 12);

        var pipeline = ml.Transforms.SafetyTune("base", new SafetyTuneOptions { Epochs = 4, LearningRate = 5e-3, ResponseOnly = true })
            .Append(ml.Transforms.ClassifyRefusal());

        using var model = pipeline.Fit(mix);                                      // LoRA training, base weights frozen
        IDataView answers = model.Transform(ml.Data.LoadPrompts("unsafe.json"));  // answers come when they are read
        Console.WriteLine(ml.Safety().Evaluate(answers));                         // rates with n and 95 % intervals
        ml.Model.Save(model, mix.Schema, "safety-tuned.zip");                     // adapter and settings, no base weights
        // end
    }
}
