namespace SafetyML.Scoring;

/// <summary>How a prompt and its answer become the input of an encoder.</summary>
public enum AnswerFormat
{
    /// <summary>The answer alone.</summary>
    Answer,

    /// <summary>The red-team transcript, as the paper's reward models read it: <c>\n\nHuman: …\n\nAssistant: …</c>. A prompt that is such a transcript itself is continued.</summary>
    Transcript,

    /// <summary>Two texts, prompt and answer, as pair-wise reward models read them: <c>tokenizer(question, answer)</c>.</summary>
    Pair,
}
