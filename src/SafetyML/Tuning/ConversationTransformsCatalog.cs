using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Data;
using SafetyML.Prompts;
using SafetyML.Tuning;

namespace SafetyML;

/// <summary>Tuning on conversations of several turns, and answering them.</summary>
public static class ConversationTransformsCatalog
{
    /// <summary>Tunes a language model by LoRA on conversations, assistant messages only unless the options say otherwise, and answers them.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The base model: a Hugging Face folder.</param>
    /// <param name="options">The settings; the defaults with the model's own chat template when null.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="messagesColumnName">The text column of conversations, as <c>LoadConversations</c> gives it. To be answered, a conversation is cut before its
    /// last message if that is an answer.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static SafetyTuneEstimator SafetyTuneConversations(
        this TransformsCatalog catalog,
        string baseModel,
        SafetyTuneOptions? options = null,
        string outputColumnName = ColumnNames.Answer,
        string messagesColumnName = ColumnNames.Messages)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(baseModel);
        var columns = new SafetyTuneColumns(AnswerColumns.Conversations(outputColumnName, messagesColumnName), Response: "");
        return new SafetyTuneEstimator(catalog, baseModel, options ?? new SafetyTuneOptions { Template = PromptTemplate.ModelChat }, columns);
    }

    /// <summary>Answers conversations with a language model that is not tuned here.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="baseModel">The model: a Hugging Face folder.</param>
    /// <param name="options">The settings; the defaults with the model's own chat template when null.</param>
    /// <param name="outputColumnName">The text column of answers that is added.</param>
    /// <param name="messagesColumnName">The text column of conversations, as <c>LoadConversations</c> gives it. A conversation is cut before its last message if
    /// that is an answer.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static GenerateAnswersEstimator AnswerConversations(
        this TransformsCatalog catalog,
        string baseModel,
        GenerateAnswersOptions? options = null,
        string outputColumnName = ColumnNames.Answer,
        string messagesColumnName = ColumnNames.Messages)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(baseModel);
        return new GenerateAnswersEstimator(catalog, baseModel, options ?? new GenerateAnswersOptions { Template = PromptTemplate.ModelChat },
            AnswerColumns.Conversations(outputColumnName, messagesColumnName));
    }
}
