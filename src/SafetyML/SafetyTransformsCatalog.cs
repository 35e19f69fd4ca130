using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Data;
using SafetyML.Tuning;

namespace SafetyML;

/// <summary>The estimators of SafetyML, next to ML.NET's own in <c>ml.Transforms</c>.</summary>
public static class SafetyTransformsCatalog
{
    /// <summary>Tunes a language model by LoRA on instruction data with safety demonstrations, and answers with it.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The base model: a Hugging Face folder or a GGUF file of LLaMA, Mistral, Qwen2 or Falcon.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="instructionColumnName">The text column of requests.</param>
    /// <param name="inputColumnName">The text column of their context. It may be absent from the data; null for none.</param>
    /// <param name="responseColumnName">The text column of the answers to learn; only <c>Fit</c> reads it.</param>
    /// <param name="epochs">Passes over the rows; the paper's 4 when null.</param>
    /// <param name="learningRate">Highest learning rate; the paper's 1e-4 when null.</param>
    /// <param name="rank">Inner width of the low-rank branches; the paper's 4 when null.</param>
    public static SafetyTuneEstimator SafetyTune(
        this TransformsCatalog catalog,
        string baseModel,
        string outputColumnName = ColumnNames.Answer,
        string instructionColumnName = ColumnNames.Instruction,
        string? inputColumnName = ColumnNames.Input,
        string responseColumnName = ColumnNames.Output,
        int? epochs = null,
        double? learningRate = null,
        int? rank = null)
    {
        var paper = new SafetyTuneOptions();
        var options = paper with { Epochs = epochs ?? paper.Epochs, LearningRate = learningRate ?? paper.LearningRate, Rank = rank ?? paper.Rank };
        return catalog.SafetyTune(baseModel, options, outputColumnName, instructionColumnName, inputColumnName, responseColumnName);
    }

    /// <summary>Tunes a language model by LoRA on instruction data with safety demonstrations, with settings, and answers with it.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The base model: a Hugging Face folder or a GGUF file of LLaMA, Mistral, Qwen2 or Falcon.</param>
    /// <param name="options">The settings.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="instructionColumnName">The text column of requests.</param>
    /// <param name="inputColumnName">The text column of their context. It may be absent from the data; null for none.</param>
    /// <param name="responseColumnName">The text column of the answers to learn; only <c>Fit</c> reads it.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static SafetyTuneEstimator SafetyTune(
        this TransformsCatalog catalog,
        string baseModel,
        SafetyTuneOptions options,
        string outputColumnName = ColumnNames.Answer,
        string instructionColumnName = ColumnNames.Instruction,
        string? inputColumnName = ColumnNames.Input,
        string responseColumnName = ColumnNames.Output)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(baseModel);
        ArgumentNullException.ThrowIfNull(options);
        var columns = new SafetyTuneColumns(new AnswerColumns(outputColumnName, instructionColumnName, inputColumnName), responseColumnName);
        return new SafetyTuneEstimator(catalog, baseModel, options, columns);
    }

    /// <summary>Answers with a language model that is not tuned here.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The model: a Hugging Face folder or a GGUF file of LLaMA, Mistral, Qwen2 or Falcon.</param>
    /// <param name="adapter">A PEFT adapter folder for it, or null.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="instructionColumnName">The text column of requests.</param>
    /// <param name="inputColumnName">The text column of their context. It may be absent from the data; null for none.</param>
    public static GenerateAnswersEstimator GenerateAnswers(
        this TransformsCatalog catalog,
        string baseModel,
        string? adapter = null,
        string outputColumnName = ColumnNames.Answer,
        string instructionColumnName = ColumnNames.Instruction,
        string? inputColumnName = ColumnNames.Input) =>
        catalog.GenerateAnswers(baseModel, new GenerateAnswersOptions { AdapterFolder = adapter }, outputColumnName, instructionColumnName, inputColumnName);

    /// <summary>Answers with a language model that is not tuned here, with settings.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The model: a Hugging Face folder or a GGUF file of LLaMA, Mistral, Qwen2 or Falcon.</param>
    /// <param name="options">The settings.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="instructionColumnName">The text column of requests.</param>
    /// <param name="inputColumnName">The text column of their context. It may be absent from the data; null for none.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static GenerateAnswersEstimator GenerateAnswers(
        this TransformsCatalog catalog,
        string baseModel,
        GenerateAnswersOptions options,
        string outputColumnName = ColumnNames.Answer,
        string instructionColumnName = ColumnNames.Instruction,
        string? inputColumnName = ColumnNames.Input)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(baseModel);
        ArgumentNullException.ThrowIfNull(options);
        return new GenerateAnswersEstimator(catalog, baseModel, options, new AnswerColumns(outputColumnName, instructionColumnName, inputColumnName));
    }
}
