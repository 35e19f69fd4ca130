using System.Text.Json;
using SafetyML.Torch.Chat;
using SafetyML.Torch.Tests.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tests.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Chat;

public sealed class ChatTemplateTests : IDisposable
{
    private static readonly ChatMessage[] Hi = [new(ChatMessage.User, "Hi")];
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(nameof(ChatTemplate.ChatML), "<|im_end|>")]
    [InlineData(nameof(ChatTemplate.Llama2), "</s>")]
    [InlineData(nameof(ChatTemplate.Llama3), "<|eot_id|>")]
    [InlineData(nameof(ChatTemplate.Mistral), "</s>")]
    [InlineData(nameof(ChatTemplate.Zephyr), "</s>")]
    public void EndOfTurn_BuiltInFamilies_IsWhatFollowsAnAnswer(string name, string expected) => Assert.Equal(expected, Some(name).EndOfTurn);

    [Fact]
    public void EndOfTurn_TemplateThatWritesNothingAfterAnAnswer_IsEmpty() =>
        Assert.Equal("", new ChatTemplate("{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}").EndOfTurn);

    [Fact]
    public void Load_GgufWithoutTemplate_SaysHowToGiveOne()
    {
        var path = folder.File("model.gguf");
        File.WriteAllBytes(path, new GgufBytes().With("general.architecture", "llama").ToArray());
        Fails.Saying<ChatTemplateException>($"'{path}' has no chat template: there is no \"tokenizer.chat_template\". Give one: ", () => ChatTemplate.Load(path));
    }

    [Fact]
    public void Load_ListOfNamedTemplates_TakesTheDefaultOrTheNamedOne()
    {
        WriteSettings(new { chat_template = (object[])[new { name = "default", template = "D" }, new { name = "tool_use", template = "T" }] });
        Assert.Equal("D", ChatTemplate.Load(folder).Format(Hi));
        Assert.Equal("T", ChatTemplate.Load(folder, "tool_use").Format(Hi));
        Fails.Saying<ChatTemplateException>("has no chat template named 'rag'. Names: default, tool_use.", () => ChatTemplate.Load(folder, "rag"));
    }

    [Fact]
    public void Load_JinjaFile_ComesBeforeTheSettings()
    {
        WriteSettings(new { chat_template = "old", bos_token = new { content = "<b>" } });
        File.WriteAllText(folder.File("chat_template.jinja"), "{{ bos_token }}new");
        Assert.Equal("<b>new", ChatTemplate.Load(folder).Format(Hi));
    }

    [Fact]
    public void Load_ChatTemplateJson_IsRead()
    {
        File.WriteAllText(folder.File("chat_template.json"), """{"chat_template": "J"}""");
        Assert.Equal("J", ChatTemplate.Load(folder).Format(Hi));
    }

    [Fact]
    public void Load_NoTemplate_SaysWhereItWasLookedForAndWhatToGive() => Fails.Saying<ChatTemplateException>(
        $"The folder '{folder.Path}' has no chat template: neither chat_template.jinja nor \"chat_template\" in tokenizer_config.json or chat_template.json was found. "
        + "Give one: ChatTemplate.ChatML, Llama2, Llama3, Mistral or Zephyr, or new ChatTemplate(text).", () => ChatTemplate.Load(folder));

    [Fact]
    public void Load_WhatIsNotSupported_NamesTheFileItsBeginningAndTheWayOut()
    {
        WriteSettings(new { chat_template = "{% macro greet() %}Hello{% endmacro %}{{ greet() }}" });
        var message = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Load(folder)).Message;
        Assert.Equal($"The chat template of '{folder.File("tokenizer_config.json")}' cannot be used, line 1: the statement 'macro' is not supported (supported: for, if, set, "
            + "break, continue, generation). It begins with \"{% macro greet() %}Hello{% endmacro %}{{ greet() }}\". "
            + "Give another one: ChatTemplate.ChatML, Llama2, Llama3, Mistral or Zephyr, or new ChatTemplate(text).", message);
    }

    [Fact]
    public void Format_RefusedConversation_GivesTheTemplatesWordsAndTheRoles()
    {
        var refusal = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Mistral.Format([new(ChatMessage.System, "S"), .. Hi]));
        Assert.True(refusal.IsRefusal);
        Assert.Equal("Conversation roles must alternate user/assistant/user/assistant/...", refusal.Reason);
        Assert.Equal($"Mistral refuses the conversation (system, user): {refusal.Reason}", refusal.Message);
    }

    [Fact]
    public void FromTokenizer_TextOfAnotherFile_KnowsTheTokenizersTokens()
    {
        var tokenizer = TinyTokenizer.Load(TinyTokenizer.WordMarks(["▁Hi"]), """{"bos_token": "<s>", "eos_token": "</s>"}""");
        Assert.Equal("<s>Hi</s>", ChatTemplate.FromTokenizer("{{ bos_token ~ messages[0].content ~ eos_token }}", tokenizer, "model.gguf").Format(Hi));
    }

    [Fact]
    public void Format_TwentyThousandMutatedTemplates_EndWithTextOrANamedError()
    {
        var file = Path.Combine(Repository.Root, "tests", "SafetyML.Torch.Tests", "Chat", "Fixtures", "variants.json");
        string[] sources =
        [
            .. ((ChatTemplate[])[ChatTemplate.ChatML, ChatTemplate.Llama2, ChatTemplate.Llama3, ChatTemplate.Mistral, ChatTemplate.Zephyr]).Select(each => each.Source),
            .. Fixtures.Json(file).EnumerateArray().Select(each => each.GetProperty("chat_template").GetString()!),
        ];
        ChatMessage[] messages = [new(ChatMessage.System, "S"), .. Hi, new(ChatMessage.Assistant, "A</think>b"), .. Hi];
        var random = new Random(11);
        var texts = 0;
        for (var round = 0; round < 20_000; round++)
        {
            try
            {
                texts += new ChatTemplate(Mutated(sources, random)).Format(messages, addGenerationPrompt: true).Length > 0 ? 1 : 0;
            }
            catch (ChatTemplateException)
            {
            }
        }
        Assert.InRange(texts, 1000, 19_000);
    }

    private static string Mutated(string[] sources, Random random)
    {
        var source = sources[random.Next(sources.Length)];
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var (at, length) = (random.Next(source.Length), random.Next(1, 12));
            var other = sources[random.Next(sources.Length)];
            var piece = other.Substring(random.Next(other.Length - 20), random.Next(0, 20));
            source = string.Concat(source.AsSpan(0, at), piece, source.AsSpan(Math.Min(at + length, source.Length)));
        }
        return source;
    }

    internal static ChatTemplate Some(string name) => name switch
    {
        nameof(ChatTemplate.ChatML) => ChatTemplate.ChatML,
        nameof(ChatTemplate.Llama2) => ChatTemplate.Llama2,
        nameof(ChatTemplate.Llama3) => ChatTemplate.Llama3,
        nameof(ChatTemplate.Mistral) => ChatTemplate.Mistral,
        _ => ChatTemplate.Zephyr,
    };

    private void WriteSettings(object settings) => File.WriteAllText(folder.File("tokenizer_config.json"), JsonSerializer.Serialize(settings));
}
