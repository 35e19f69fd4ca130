using SafetyML.Hosting;
using SafetyML.Prompts;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Training;

namespace SafetyML.Tuning;

/// <summary>Trains one adapter on a loaded model.</summary>
internal sealed class AdapterTraining(SafetyTuneOptions options, string baseModel, Log log)
{
    /// <summary>The trained adapter, off the model again, and what happened.</summary>
    public (LoraAdapter Adapter, SafetyTuneReport Report) Run(LanguageModel model, IReadOnlyList<LearnedRow> rows)
    {
        var encoded = Encode(model, rows);
        var (training, validation) = ValidationSplit.Draw(encoded.Examples, options.ValidationRows, options.Seed);
        log.Info($"Training on {training.Count} rows; {validation.Count} are kept for validation.");
        var adapter = LoraAdapter.Attach(model.Network, options.ToLora(), options.Seed);
        try
        {
            if (options.AdapterFolder is not null)
                WritableFolder.Require(options.AdapterFolder, adapter.Flat.numel() * sizeof(float));
            var result = Train(model, adapter, training, validation);
            adapter.Detach();
            if (options.AdapterFolder is { } folder)
                adapter.Save(folder, baseModel);
            return (adapter, new SafetyTuneReport(training.Count, validation.Count, encoded.Skipped, encoded.Shortened, result));
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    private EncodedExamples Encode(LanguageModel model, IReadOnlyList<LearnedRow> rows)
    {
        var prompts = new ModelPrompts(model, options.Template);
        prompts.Check();
        if (prompts.Warning is { } fault)
            log.Warning(fault);
        var responseOnly = options.ResponseOnly || (prompts.Template.IsChat && options.AssistantTurnsOnly);
        var encoded = prompts.Learn(new ExampleEncoder(model.Tokenizer, options.CutoffLength, trainOnInputs: !responseOnly), rows);
        foreach (var warning in encoded.Warnings())
            log.Warning(warning);
        return encoded;
    }

    private TrainingResult Train(LanguageModel model, LoraAdapter adapter, IReadOnlyList<TrainingExample> training, IReadOnlyList<TrainingExample> validation)
    {
        var progress = new LoggedProgress(log, options.Progress);
        try
        {
            return new LoraTrainer().Train(model.Network, adapter, training, validation, options.ToTraining(), progress, options.CancellationToken);
        }
        catch (TrainingDivergedException) when (options.AdapterFolder is not null)
        {
            adapter.Save(options.AdapterFolder, baseModel);
            log.Warning($"The adapter of the last good step is in '{options.AdapterFolder}'.");
            throw;
        }
    }
}
