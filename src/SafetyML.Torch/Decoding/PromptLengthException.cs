namespace SafetyML.Torch.Decoding;

/// <summary>A prompt is empty, or so long that the model's context has no room for an answer.</summary>
public sealed class PromptLengthException : ArgumentException
{
    /// <summary>Describes the prompt at <paramref name="index"/> (from 0) of a call with <paramref name="count"/> prompts.</summary>
    public PromptLengthException(int index, int count, int length, int contextLength)
        : base(Describe(count == 1 ? "The prompt" : $"Prompt {index} (from 0) of {count}", length, contextLength))
    {
        PromptIndex = index;
        PromptLength = length;
        ContextLength = contextLength;
    }

    /// <summary>Place of the prompt in the call, from 0.</summary>
    public int PromptIndex { get; }

    /// <summary>Tokens of the prompt.</summary>
    public int PromptLength { get; }

    /// <summary>Tokens that the model can attend to, prompt and answer together.</summary>
    public int ContextLength { get; }

    private static string Describe(string prompt, int length, int contextLength) => length == 0
        ? $"{prompt} has no tokens. Give at least one, for instance the begin token."
        : $"{prompt} has {length} tokens; the model's context is {contextLength}, of which the answer needs at least one. Shorten the prompt to {contextLength - 1} tokens.";
}
