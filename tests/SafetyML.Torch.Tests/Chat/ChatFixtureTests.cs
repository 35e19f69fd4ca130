using System.Text.Json;
using SafetyML.Torch.Chat;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Chat;

/// <summary>Texts that Jinja itself made with five models' templates and with SmolLM2's, errors included.</summary>
public sealed class ChatFixtureTests
{
    public static TheoryData<string, string?> Sources { get; } = new()
    {
        { "chatml", null }, { "llama2", null }, { "llama3", null }, { "mistral", null }, { "zephyr", null },
        { "chatml", nameof(ChatTemplate.ChatML) }, { "llama2", nameof(ChatTemplate.Llama2) }, { "llama3", nameof(ChatTemplate.Llama3) },
        { "mistral", nameof(ChatTemplate.Mistral) }, { "zephyr", nameof(ChatTemplate.Zephyr) },
    };

    [SkippableTheory]
    [MemberData(nameof(Sources))]
    public void Format_ReferenceConversations_GivesTheTextOrTheError(string name, string? builtIn)
    {
        var reference = Fixtures.Json(Fixtures.Folder("chat-templates"), "reference.json").EnumerateArray().Single(each => Text(each, "name") == name);
        var template = builtIn is null ? Own(reference) : BuiltIn(builtIn);
        foreach (var item in reference.GetProperty("cases").EnumerateArray())
            Assert.Equal(Expected(item), Outcome(template, item, item.GetProperty("add_generation_prompt").GetBoolean()));
    }

    /// <summary>
    /// Templates with what models' own do beyond the five families: a default system message, dates and tools, the system message in the last request, renamed roles,
    /// thoughts cut away, white space by lines. Texts and errors were made with Jinja 3.1.6 in the environment that the transformers library sets up.
    /// </summary>
    [Fact]
    public void Format_VariantsOfModels_GiveWhatJinjaGives()
    {
        var file = Path.Combine(Repository.Root, "tests", "SafetyML.Torch.Tests", "Chat", "Fixtures", "variants.json");
        foreach (var reference in Fixtures.Json(file).EnumerateArray())
            foreach (var item in reference.GetProperty("cases").EnumerateArray())
                Assert.Equal(Expected(item), Outcome(Own(reference), item, item.GetProperty("add_generation_prompt").GetBoolean()));
    }

    [SkippableFact]
    public void Load_EveryTemplateOfTheFixtures_GivesTheSameFromAFolder()
    {
        foreach (var reference in Fixtures.Json(Fixtures.Folder("chat-templates"), "reference.json").EnumerateArray())
        {
            using var folder = new TempFolder();
            File.WriteAllText(folder.File("tokenizer_config.json"), reference.GetRawText());
            var template = ChatTemplate.Load(folder);
            foreach (var item in reference.GetProperty("cases").EnumerateArray())
                Assert.Equal(Expected(item), Outcome(template, item, item.GetProperty("add_generation_prompt").GetBoolean()));
        }
    }

    [SkippableFact]
    public void Load_SmolLm2_GivesItsReferenceTexts()
    {
        var template = ChatTemplate.Load(Fixtures.SmolLm2());
        var cases = Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json").GetProperty("chat_template").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        Assert.All(cases, item => Assert.Equal(Text(item, "text"), Outcome(template, item, addGenerationPrompt: true)));
    }

    private static string Outcome(ChatTemplate template, JsonElement item, bool addGenerationPrompt)
    {
        var messages = item.GetProperty("messages").EnumerateArray().Select(each => new ChatMessage(Text(each, "role"), Text(each, "content"))).ToList();
        try
        {
            return template.Format(messages, addGenerationPrompt);
        }
        catch (ChatTemplateException refusal)
        {
            return $"error: {refusal.Reason}";
        }
    }

    private static string Expected(JsonElement item) => item.TryGetProperty("error", out var error) ? $"error: {error.GetString()}" : Text(item, "text");

    private static ChatTemplate Own(JsonElement reference) => new(
        Text(reference, "chat_template"),
        new Dictionary<string, string> { ["bos_token"] = Text(reference, "bos_token"), ["eos_token"] = Text(reference, "eos_token") });

    private static ChatTemplate BuiltIn(string name) => name switch
    {
        nameof(ChatTemplate.ChatML) => ChatTemplate.ChatML,
        nameof(ChatTemplate.Llama2) => ChatTemplate.Llama2,
        nameof(ChatTemplate.Llama3) => ChatTemplate.Llama3,
        nameof(ChatTemplate.Mistral) => ChatTemplate.Mistral,
        _ => ChatTemplate.Zephyr,
    };

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
