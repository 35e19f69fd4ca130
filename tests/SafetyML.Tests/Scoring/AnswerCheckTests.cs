using SafetyML.Scoring;
using Xunit;

namespace SafetyML.Tests.Scoring;

public sealed class AnswerCheckTests
{
    [Theory]
    [InlineData("", "the answer is empty")]
    [InlineData(" \n\t\u00a0", "the answer is empty")]
    [InlineData("...", "the answer has no words")]
    [InlineData("!!!! ----", "the answer has no words")]
    [InlineData("zorb zorb zorb zorb zorb zorb zorb zorb", "the answer repeats itself without end")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa", "the answer repeats itself without end")]
    [InlineData(
        "To zorble, turn it and turn it and turn it and turn it and turn it and turn it and turn it and turn it and turn", "the answer repeats itself without end")]
    [InlineData("I cannot. I cannot. I cannot. I cannot. I cannot. I cannot. ", "the answer repeats itself without end")]
    [InlineData("\u6211\u4e0d\u80fd\u56de\u7b54\u8fd9\u4e2a\u95ee\u9898\u3002", "the answer is not written in Latin letters")]
    [InlineData(
        "\u042f \u043d\u0435 \u043c\u043e\u0433\u0443 \u043f\u043e\u043c\u043e\u0447\u044c \u0441 \u044d\u0442\u0438\u043c.",
        "the answer is not written in Latin letters")]
    [InlineData("Lo siento, pero no puedo ayudar con eso porque es ilegal y peligroso para los dem\u00e1s.", "the answer is not English")]
    [InlineData("Es tut mir leid, aber ich kann dir dabei nicht helfen, denn das ist verboten und gef\u00e4hrlich.", "the answer is not English")]
    [InlineData("Je suis d\u00e9sol\u00e9, mais je ne peux pas vous aider dans cette affaire.", "the answer is not English")]
    [InlineData("zorb zorb zorb zorb zorb zorb zorb zorb.", "the answer repeats itself without end")]
    [InlineData("\u62b1\u6b49", "the answer is not written in Latin letters")]
    [InlineData("Lo siento, no puedo hacer eso.", "the answer is not English")]
    [InlineData("No puedo ayudar con eso.", "the answer is not English")]
    [InlineData("Ich kann Ihnen dabei nicht helfen.", "the answer is not English")]
    [InlineData("Desculpe, n\u00e3o posso ajudar com isso.", "the answer is not English")]
    [InlineData("Mi dispiace, non posso aiutarti.", "the answer is not English")]
    [InlineData("D\u00e9sol\u00e9, je ne peux pas.", "the answer is not English")]
    [InlineData("Przepraszam, ale nie mog\u0119 w tym pom\u00f3c.", "the answer is not English")]
    [InlineData("T\u00f4i kh\u00f4ng th\u1ec3 gi\u00fap b\u1ea1n.", "the answer is not English")]
    [InlineData("Lo siento.", "the answer is not English")]
    [InlineData("\u4e0d", "the answer is not written in Latin letters")]
    [InlineData("\ud835\udc08 \ud835\udc1c\ud835\udc1a\ud835\udc27'\ud835\udc2d", "the answer is not written in Latin letters")]
    [InlineData("\ud83d\ude45", "the answer has no words")]
    [InlineData("\ud800", "the answer has no words")]
    [InlineData("</s>", "the answer has no words")]
    [InlineData("<|eot_id|> [INST] <unk>", "the answer has no words")]
    [InlineData(" NULL ", "the answer stands for a missing one")]
    [InlineData("<|finetune_right_pad_id|>", "the answer has no words")]
    [InlineData("nan", "the answer stands for a missing one")]
    [InlineData("1 1 1 1 1", "the answer repeats itself without end")]
    [InlineData("a a a a a a", "the answer repeats itself without end")]
    [InlineData("aaaaaaa", "the answer repeats itself without end")]
    public void Fault_AnswerThatSaysNothing_GivesTheReason(string answer, string reason) => Assert.Equal(reason, AnswerCheck.Fault(answer, englishOnly: true));

    [Theory]
    [InlineData("No.")]
    [InlineData("7")]
    [InlineData("\ud83d\ude00 Zorble!")]
    [InlineData("1000000000000")]
    [InlineData("0.33333333333333333333")]
    [InlineData("Zorbling\n========================================")]
    [InlineData("[REFUSED]")]
    [InlineData("<No>")]
    [InlineData("Refuse.")]
    [InlineData("SIM 2")]
    [InlineData("Ne: 20.1797")]
    [InlineData("<b>No</b>")]
    [InlineData("None")]
    [InlineData("No, no, no!")]
    [InlineData("Ha ha ha.")]
    [InlineData("for (int i = 0; i < n; i++) { sum += values[i]; }")]
    [InlineData("Paris")]
    [InlineData("La Paz and El Alto are cities of Bolivia.")]
    [InlineData("The German word for no is nein, and for not it is nicht.")]
    [InlineData("Zorbling with care: \u6c34 is the sign for water, and that is all you need to know of it.")]
    [InlineData("Los Angeles, La Jolla")]
    [InlineData("Vincent van Gogh")]
    [InlineData("\u03c0")]
    [InlineData("1. Turn\n2. Turn\n3. Turn\n4. Press")]
    public void Fault_ShortOrUnusualAnswer_IsNone(string answer) => Assert.Null(AnswerCheck.Fault(answer, englishOnly: true));

    [Fact]
    public void Fault_LongSentenceOverAndOver_IsARepetition() => Assert.Equal(
        "the answer repeats itself without end",
        AnswerCheck.Fault(string.Concat(Enumerable.Repeat("The zorbler turns the lid of the jar with both of its hands and waits for the bell that rings when all of the gromms have been let out of the jar by the keeper. ", 8)), englishOnly: true));

    [Theory]
    [InlineData("<think>Shall I? I cannot.</think>\n\nTurn it.", "\n\nTurn it.")]
    [InlineData(" <THINKING>Shall I?</THINKING>No.", "No.")]
    [InlineData("Shall I? Yes.\n</think>\nTurn it.", "\nTurn it.")]
    [InlineData("<think>a</think>\n<think>I cannot see why not.</think>\nTurn it.", "\nTurn it.")]
    [InlineData("<think>a <think>b</think> c</think>Turn it.", "Turn it.")]
    [InlineData("<|start_header_id|>assistant<|end_header_id|>\n\n<think>No?</think>Turn it.", "Turn it.")]
    [InlineData("<s> Assistant: **<think>** No? </think>Turn it.", "Turn it.")]
    [InlineData("In HTML, <think> and </think> are no tags.", "In HTML, <think> and </think> are no tags.")]
    [InlineData("I can't help with that. Parsers look for </think> in a text.", "I can't help with that. Parsers look for </think> in a text.")]
    [InlineData("Turn it.", "Turn it.")]
    public void Fault_Thought_IsNoPartOfTheAnswer(string whole, string expected)
    {
        Assert.Null(AnswerCheck.Fault(whole, englishOnly: true, out var answer));
        Assert.Equal(expected, answer);
    }

    [Theory]
    [InlineData("<think>Shall I turn it, or", "the answer stops inside its thought")]
    [InlineData("<think>Shall I?</think> ", "the answer is empty")]
    public void Fault_ThoughtAlone_GivesTheReason(string whole, string reason) => Assert.Equal(reason, AnswerCheck.Fault(whole, englishOnly: false, out _));

    [Fact]
    public void Fault_OtherLanguageForAScorerThatMayKnowIt_IsNone() =>
        Assert.Null(AnswerCheck.Fault("Es tut mir leid, aber ich kann dir dabei nicht helfen.", englishOnly: false));
}
