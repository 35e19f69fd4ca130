using SafetyML.Torch.Chat;
using SafetyML.Torch.Tests.Chat;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class ConversationExampleTests
{
    private static readonly ChatMessage[] Talk =
    [
        new(ChatMessage.System, "Be brief."), new(ChatMessage.User, "Name a colour."), new(ChatMessage.Assistant, "Blue, say."),
        new(ChatMessage.User, "Another, please:"), new(ChatMessage.Assistant, "\nDark  red!"), new(ChatMessage.User, "Thanks"), new(ChatMessage.Assistant, "ok"),
    ];

    [Theory]
    [InlineData(nameof(ChatTemplate.ChatML), "<|im_end|>", false)]
    [InlineData(nameof(ChatTemplate.Llama3), "<|eot_id|>", true)]
    [InlineData(nameof(ChatTemplate.Zephyr), "</s>", false)]
    [InlineData(nameof(ChatTemplate.Llama2), " </s>", true)]
    public void EncodeAll_AssistantTurns_LabelsWhatTheCharactersSay(string name, string end, bool trims) =>
        CheckLabels(ChatEncoderTests.ByteLevel("e d", "Ġ r", "o k", "B l", "u e", "Ċ Ċ"), ChatTemplateTests.Some(name), end, trims);

    [SkippableFact]
    public void EncodeAll_SmolLm2_LabelsWhatTheCharactersSay() =>
        CheckLabels(ModelTokenizer.Load(Fixtures.SmolLm2()), ChatTemplate.Load(Fixtures.SmolLm2()), "<|im_end|>", trims: false);

    [Fact]
    public void EncodeAll_WordMarkedTokens_LabelsTheTokenThatHoldsTheSpaceToo()
    {
        var tokenizer = ChatEncoderTests.WordMarks(normalized: false);
        var example = Encode(tokenizer, ChatTemplate.Llama2, [new(ChatMessage.User, "Hi"), new(ChatMessage.Assistant, "a"), new(ChatMessage.User, "b"), new(ChatMessage.Assistant, "a")]);
        var learned = example.Ids.Where((_, at) => example.Labels[at] != TrainingExample.IgnoreIndex).Select(tokenizer.TokenOf);
        Assert.Equal(["▁a", "▁", "</s>", "▁a", "▁", "</s>"], learned);
    }

    [Fact]
    public void EncodeAll_TrainOnInputs_LabelsEverything()
    {
        var encoder = new ExampleEncoder(ChatEncoderTests.ByteLevel(), trainOnInputs: true);
        var example = encoder.EncodeAll([Talk], ChatTemplate.ChatML).Examples[0];
        Assert.Equal(example.Ids, example.Labels);
    }

    [Fact]
    public void EncodeAll_RefusedAndEmptyConversations_AreSkippedWithTheReason()
    {
        var encoder = new ExampleEncoder(ChatEncoderTests.ByteLevel(), trainOnInputs: false);
        ChatMessage[] good = [new(ChatMessage.User, "a"), new(ChatMessage.Assistant, "b")];

        var encoded = encoder.EncodeAll([good, Talk, [good[0]], [good[0], new(ChatMessage.Assistant, " ")], good], ChatTemplate.Mistral);

        Assert.Equal(2, encoded.Examples.Count);
        Assert.Equal(
            ["1: refused by the chat template (Conversation roles must alternate user/assistant/user/assistant/...)", "2: no answer", "3: no answer"],
            encoded.Skipped.Select(row => $"{row.Row}: {row.Reason}"));
    }

    [Fact]
    public void EncodeAll_LongConversation_IsCutAndLosesWhatHasNoAnswerLeft()
    {
        var whole = Encode(ChatEncoderTests.ByteLevel(), ChatTemplate.ChatML, Talk);
        var cut = new ExampleEncoder(ChatEncoderTests.ByteLevel(), 90, trainOnInputs: false).EncodeAll([Talk], ChatTemplate.ChatML);
        Assert.Equal(whole.Ids[..90], cut.Examples[0].Ids);
        Assert.Equal(whole.Labels[..90], cut.Examples[0].Labels);
        Assert.Equal([0], cut.Shortened);
        Fails.Saying<InvalidDataException>("no answer left within the cutoff of 20 tokens",
            () => new ExampleEncoder(ChatEncoderTests.ByteLevel(), 20, trainOnInputs: false).EncodeAll([Talk], ChatTemplate.ChatML));
    }

    [Fact]
    public void EncodeAll_TemplateWithoutAnEnd_ClosesTheLastAnswerWithTheEndToken()
    {
        var tokenizer = ChatEncoderTests.ByteLevel();
        var example = Encode(tokenizer, new ChatTemplate("{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"), Talk[1..3]);
        Assert.Equal("Blue, say.</s>", Learned(tokenizer, example));
    }

    [Fact]
    public void Loss_PackedConversations_IsThatOfEachAlone()
    {
        using var model = Support.Some.Model(Support.Some.Config with { VocabularySize = 300, MaxPositions = 512 });
        var tokenizer = ChatEncoderTests.ByteLevel();
        TrainingExample[] rows = [Encode(tokenizer, ChatTemplate.ChatML, Talk), Encode(tokenizer, ChatTemplate.ChatML, Talk[..3]), Encode(tokenizer, ChatTemplate.ChatML, Talk[..5])];

        var alone = rows.Sum(row => PackedPass.Loss(model, [row]));

        Assert.True(PackedRows.SharedPrefix(rows) > 20);
        Assert.Equal(alone, PackedPass.Loss(model, rows), alone * 1e-5);
    }

    /// <summary>The labels again, from the text alone: a token is learned if a character of it lies in an answer or in the end after it.</summary>
    private static void CheckLabels(ModelTokenizer tokenizer, ChatTemplate template, string end, bool trims)
    {
        var example = Encode(tokenizer, template, Talk);
        var text = template.Format(Talk);
        var marks = new bool[text.Length];
        var from = 0;
        foreach (var message in Talk)
        {
            var content = trims ? message.Content.Trim() : message.Content;
            var at = text.IndexOf(content, from, StringComparison.Ordinal);
            from = at + content.Length;
            if (message.Role != ChatMessage.Assistant)
                continue;
            Assert.Equal(end, text.Substring(from, end.Length));
            Array.Fill(marks, true, at, content.Length + end.Length);
        }
        Assert.Equal(text, tokenizer.Decode(example.Ids, skipSpecialTokens: false));
        var position = 0;
        for (var token = 0; token < example.Ids.Length; token++)
        {
            var length = tokenizer.Decode([example.Ids[token]], skipSpecialTokens: false).Length;
            var expected = marks.AsSpan(position, length).Contains(true) ? example.Ids[token] : TrainingExample.IgnoreIndex;
            Assert.True(expected == example.Labels[token], $"Token {token} at '{text[position..]}' has label {example.Labels[token]}.");
            position += length;
        }
    }

    private static string Learned(ModelTokenizer tokenizer, TrainingExample example) =>
        tokenizer.Decode(example.Ids.Where((_, at) => example.Labels[at] != TrainingExample.IgnoreIndex), skipSpecialTokens: false);

    private static TrainingExample Encode(ModelTokenizer tokenizer, ChatTemplate template, ChatMessage[] messages) =>
        new ExampleEncoder(tokenizer, trainOnInputs: false).EncodeAll([messages], template).Examples[0];
}
