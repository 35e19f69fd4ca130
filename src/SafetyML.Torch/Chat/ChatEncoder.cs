using SafetyML.Torch.Decoding;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>
/// Conversations to token ids. Special tokens that the template writes become their ids; what stands in a message never does, so no message can leave its turn
/// by spelling such a token. Marks that are ordinary text, as LLaMA 2's <c>[/INST]</c>, are encoded letter by letter in a message where the vocabulary has the letters:
/// other ids than the frame's, which a model may still take for it.
/// </summary>
public sealed class ChatEncoder
{
    private readonly ModelTokenizer tokenizer;
    private readonly ChatTemplate template;
    private readonly string end;

    /// <summary>Creates an encoder.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="template">The frame of the messages.</param>
    public ChatEncoder(ModelTokenizer tokenizer, ChatTemplate template)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(template);
        (this.tokenizer, this.template) = (tokenizer, template);
        end = template.EndOfTurn;
        if (tokenizer.Trace(end, (_, _) => true) is [var first, ..] && tokenizer.IsAdded(first.Id))
            (EndToken, end) = (first.Id, end[..first.End].TrimEnd());
    }

    /// <summary>The token that ends every answer; null where the template ends it with ordinary text or not at all.</summary>
    public int? EndToken { get; }

    /// <summary>Whether the template writes anything after an answer.</summary>
    internal bool HasEnd => end.Length > 0;

    /// <summary>The ids of a conversation: what the template writes and nothing else, so that no beginning token stands twice.</summary>
    /// <param name="messages">The messages, oldest first.</param>
    /// <param name="addGenerationPrompt">Whether what stands before an answer follows, so that the model answers.</param>
    /// <exception cref="ChatTemplateException">The template refuses the conversation.</exception>
    public int[] Encode(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt = false)
    {
        var text = template.Render(messages, addGenerationPrompt);
        return [.. Tokens(text).Select(token => token.Id)];
    }

    /// <summary>The settings with which an answer also ends where the template ends it, whatever end token the model's configuration has.</summary>
    public DecodingOptions EndingTurns(DecodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return EndToken is { } token ? options with { EndTokens = [.. options.EndTokens, token] }
            : HasEnd ? options with { StopStrings = [.. options.StopStrings, end] }
            : options;
    }

    /// <summary>The ids of a conversation, and which of them cover a character of an assistant's message or of the end of its turn.</summary>
    internal (List<int> Ids, List<bool> IsAnswer) EncodeAnswers(IReadOnlyList<ChatMessage> messages)
    {
        var text = template.Render(messages, addGenerationPrompt: false);
        var answered = Answered(text, messages);
        var tokens = Tokens(text);
        return ([.. tokens.Select(token => token.Id)], [.. tokens.Select(token => IsAnswer(text.Text, token, answered))]);
    }

    // An added token may take white space of a message along; its own text decides.
    private bool IsAnswer(string text, TokenSpan token, bool[] answered)
    {
        var start = token.Start;
        if (!tokenizer.IsAdded(token.Id))
            return answered.AsSpan(start, token.End - start).Contains(true);
        while (start < token.End - 1 && char.IsWhiteSpace(text[start]))
            start++;
        return start < token.End && answered[start];
    }

    private List<TokenSpan> Tokens(ChatText text)
    {
        var tokens = tokenizer.Trace(text.Text, text.IsTemplates);
        return FrameMarks.Spelled(tokenizer, text, tokens);
    }

    private bool[] Answered(ChatText text, IReadOnlyList<ChatMessage> messages)
    {
        var answered = new bool[text.Text.Length];
        for (var message = 0; message < messages.Count; message++)
        {
            if (messages[message].Role != ChatMessage.Assistant)
                continue;
            foreach (var (start, stop) in text.ContentOf(message))
                Array.Fill(answered, true, start, EndOf(text, stop) - start);
        }
        return answered;
    }

    // The end of the turn counts with the white space before it.
    private int EndOf(ChatText text, int contentEnd)
    {
        var after = text.TemplateFrom(contentEnd);
        var at = HasEnd ? after.IndexOf(end, StringComparison.Ordinal) : -1;
        return at >= 0 && string.IsNullOrWhiteSpace(after[..at]) ? contentEnd + at + end.Length : contentEnd;
    }
}
