using System.Text.Json.Serialization;
using SafetyML.Torch.Jinja;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>
/// The frame that a chat model was trained with: how system, user and assistant messages become one text. It is a model's own, one of the built-in families or
/// the user's, written in the part of the Jinja language that such templates use. Safe for several threads.
/// </summary>
/// <remarks>
/// A template is evaluated, never run: see the limits in the documentation. An evaluator was chosen over recognising known templates by their marks because models differ in
/// details that only the source tells (default system text, trimming, spaces, errors), and this way every one of them is exact.
/// </remarks>
public sealed class ChatTemplate
{
    // A template may look at each message for every message, and does a few things for each character.
    private const long LeastSteps = 1_000_000;
    private const long StepsPerCharacter = 64;
    private const int ShownSource = 60;

    private readonly JinjaTemplate template;
    private readonly Lazy<string> endOfTurn;

    /// <summary>A template of one's own.</summary>
    /// <param name="source">Its text, in the Jinja language as the transformers library reads it.</param>
    /// <param name="specialTokens">The variables beside the messages: <c>bos_token</c>, <c>eos_token</c> and others, with their text.</param>
    /// <param name="name">What messages call it, such as its file.</param>
    /// <exception cref="ChatTemplateException">The text is not a template, or uses what is not supported.</exception>
    public ChatTemplate(string source, IReadOnlyDictionary<string, string>? specialTokens = null, string name = "The chat template")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Source, Name) = (source, name);
        SpecialTokens = specialTokens ?? new Dictionary<string, string>();
        endOfTurn = new Lazy<string>(() => TurnEnd.Of(this));
        try
        {
            template = JinjaTemplate.Parse(source);
        }
        catch (JinjaException fault)
        {
            throw NotUsable(fault);
        }
    }

    /// <summary>ChatML: <c>&lt;|im_start|&gt;role … &lt;|im_end|&gt;</c>, without a system message of its own (Qwen, SmolLM, Yi and others).</summary>
    public static ChatTemplate ChatML { get; } = BuiltIn(BuiltInTemplates.ChatML, nameof(ChatML), "<|im_start|>", "<|im_end|>");

    /// <summary>LLaMA 2 chat: <c>[INST] &lt;&lt;SYS&gt;&gt; … [/INST]</c>.</summary>
    public static ChatTemplate Llama2 { get; } = BuiltIn(BuiltInTemplates.Llama2, nameof(Llama2), "<s>", "</s>");

    /// <summary>LLaMA 3: <c>&lt;|start_header_id|&gt;role&lt;|end_header_id|&gt; … &lt;|eot_id|&gt;</c>.</summary>
    public static ChatTemplate Llama3 { get; } = BuiltIn(BuiltInTemplates.Llama3, nameof(Llama3), "<|begin_of_text|>", "<|eot_id|>");

    /// <summary>Mistral: <c>[INST] … [/INST]</c>; it has no place for a system message and refuses one.</summary>
    public static ChatTemplate Mistral { get; } = BuiltIn(BuiltInTemplates.Mistral, nameof(Mistral), "<s>", "</s>");

    /// <summary>Zephyr: <c>&lt;|role|&gt; … &lt;/s&gt;</c>.</summary>
    public static ChatTemplate Zephyr { get; } = BuiltIn(BuiltInTemplates.Zephyr, nameof(Zephyr), "<s>", "</s>");

    /// <summary>The text of the template.</summary>
    public string Source { get; }

    /// <summary>The variables beside the messages, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>What the template writes after every answer, which is how an answer ends; empty where it writes nothing.</summary>
    [JsonIgnore]
    public string EndOfTurn => endOfTurn.Value;

    /// <summary>
    /// The template of a model folder: <c>chat_template.jinja</c>, else <c>chat_template</c> in tokenizer_config.json or in chat_template.json; or of a GGUF file.
    /// </summary>
    /// <param name="folder">The folder or file.</param>
    /// <param name="name">Which one of several named templates; the one named <c>default</c> when null.</param>
    /// <exception cref="ChatTemplateException">There is none, or it uses what is not supported: the message gives the file, its beginning and the way to give another.</exception>
    public static ChatTemplate Load(string folder, string? name = null) => ChatTemplateFiles.Load(folder, name);

    /// <summary>The template of a loaded model.</summary>
    /// <inheritdoc cref="Load"/>
    public static ChatTemplate Of(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Load(model.Folder);
    }

    /// <summary>A template that came with a tokenizer, as in a GGUF file.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="tokenizer">Gives <c>bos_token</c> and <c>eos_token</c>.</param>
    /// <param name="name">What messages call it, such as the file.</param>
    /// <exception cref="ChatTemplateException">The text is not a template, or uses what is not supported.</exception>
    public static ChatTemplate FromTokenizer(string source, ModelTokenizer tokenizer, string name)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var tokens = new Dictionary<string, string>();
        if (tokenizer.BeginId is { } begin && tokenizer.TokenOf(begin) is { } beginText)
            tokens["bos_token"] = beginText;
        if (tokenizer.EndIdOrNull is { } end && tokenizer.TokenOf(end) is { } endText)
            tokens["eos_token"] = endText;
        return new ChatTemplate(source, tokens, name);
    }

    /// <summary>The text of a conversation.</summary>
    /// <param name="messages">The messages, oldest first.</param>
    /// <param name="addGenerationPrompt">Whether what stands before an answer follows, so that the model answers.</param>
    /// <exception cref="ChatTemplateException">The template refuses the conversation; its own words are in <see cref="ChatTemplateException.Reason"/>.</exception>
    public string Format(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt = false) => Render(messages, addGenerationPrompt).Text;

    internal ChatText Render(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Any(message => message?.Role is null || message.Content is null))
            throw new ArgumentException("A message has no role or no content. Give both, empty text for no content.", nameof(messages));
        long characters = messages.Sum(message => (long)message.Role.Length + message.Content.Length);
        try
        {
            return new ChatText(template.Render(Values(messages, addGenerationPrompt), LeastSteps + (StepsPerCharacter * characters)));
        }
        catch (JinjaException fault) when (fault.IsRefusal)
        {
            throw new ChatTemplateException($"{Name} refuses the conversation ({Roles(messages)}): {fault.Message}", fault.Message, fault, isRefusal: true);
        }
        catch (JinjaException fault)
        {
            throw NotUsable(fault);
        }
    }

    private static string Roles(IReadOnlyList<ChatMessage> messages) => string.Join(", ", messages.Take(8).Select(message => message.Role)) + (messages.Count > 8 ? ", …" : "");

    private static ChatTemplate BuiltIn(string source, string name, string begin, string end) =>
        new(source, new Dictionary<string, string> { ["bos_token"] = begin, ["eos_token"] = end }, name);

    private IEnumerable<KeyValuePair<string, object?>> Values(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt)
    {
        List<object?> values = [.. messages.Select((message, index) => new Dictionary<string, object?>
        {
            ["role"] = new TracedText(message.Role, ChatText.OriginOfRole(message.Role, index)),
            ["content"] = new TracedText(message.Content, ChatText.OriginOfContent(index)),
        })];
        return [
            .. SpecialTokens.Select(token => KeyValuePair.Create(token.Key, (object?)JinjaValues.Literal(token.Value))),
            new("messages", values), new("add_generation_prompt", addGenerationPrompt), new("tools", null), new("documents", null)];
    }

    private ChatTemplateException NotUsable(JinjaException fault)
    {
        var start = Source.Length <= ShownSource ? Source : $"{Source[..ShownSource]}…";
        return new ChatTemplateException(
            $"{Name} cannot be used, {fault.Message}. It begins with \"{start.ReplaceLineEndings(" ")}\". "
            + "Give another one: ChatTemplate.ChatML, Llama2, Llama3, Mistral or Zephyr, or new ChatTemplate(text).", fault.Message, fault);
    }
}
