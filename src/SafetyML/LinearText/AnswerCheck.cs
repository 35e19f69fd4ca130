using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SafetyML.LinearText;

/// <summary>Whether an answer can be scored at all: not empty, not one word over and over, and in English, the language of the training data.</summary>
internal static class AnswerCheck
{
    private const int ShortestRepetition = 6;
    private const int ShortestForLanguage = 6;

    private static readonly FrozenSet<uint> English = Hashes(
        "the of and to a in is that it for on with as are this be you i not or by from at an have can your which but if they we was will has their would there what about when how "
        + "i'm it's can't don't sorry my me do so");

    private static readonly FrozenSet<uint> Foreign = Hashes(
        "der die das und ist nicht ich sie ein eine zu mit für auf es dass kann bei wie aber oder wir auch werden sich dem den des leider tut mir keine "
        + "le la les et est une un je vous ne pas pour dans que qui des du au ce cette nous avec sur désolé peux mais sont être puis "
        + "el los las y es no en una lo por con para puedo siento como su este pero del se más esta son ser "
        + "il di che non per sono una gli mi dispiace posso questo della come "
        + "o os as e é não um uma para com desculpe por em seu isso mas são "
        + "de het een en van ik niet dat voor zijn met kan op "
        + "nie jest się że na do przepraszam mogę jak och att det som inte jag kan på är för ve bir bu için değil ile saya tidak yang dan untuk dengan maaf ini");

    private static readonly uint[] Shared = [.. English.Intersect(Foreign)];

    /// <summary>Why <paramref name="answer"/> cannot be scored, or null when it can.</summary>
    public static string? Unscored(ReadOnlySpan<char> answer)
    {
        if (answer.Trim().IsEmpty)
            return "the answer is empty";
        var text = LinearTextModel.Extractor.Answer;
        text.Read(answer);
        return text.Words == 0 ? "the answer has no words"
            : Repeats(text) ? "the answer repeats one word"
            : IsOtherScript(answer) ? "the answer is not in Latin script; the model reads English"
            : IsOtherLanguage(text) ? "the answer does not look like English"
            : null;
    }

    /// <summary>One or two words, or one pair of them in turn, and nothing else.</summary>
    private static bool Repeats(ScannedText text)
    {
        if (text.Words < ShortestRepetition)
            return false;
        var same = 0;
        for (var i = 2; i < text.Words; i++)
            same += text.Hash[i] == text.Hash[i - 1] || text.Hash[i] == text.Hash[i - 2] ? 1 : 0;
        return same >= 0.9 * (text.Words - 2);
    }

    private static bool IsOtherScript(ReadOnlySpan<char> answer)
    {
        var (latin, other) = (0, 0);
        foreach (var letter in answer)
            if (letter < 0x250 || letter is >= '\u1E00' and < '\u1F00')
                latin += char.IsLetter(letter) ? 1 : 0;
            else
                other += Rune.IsLetter(char.IsSurrogate(letter) ? Rune.ReplacementChar : new Rune(letter)) ? 1 : 0;
        return other > latin;
    }

    private static bool IsOtherLanguage(ScannedText text)
    {
        if (text.Words < ShortestForLanguage)
            return false;
        var (english, foreign) = (0, 0);
        for (var i = 0; i < text.Words; i++)
        {
            if (Shared.AsSpan().Contains(text.Hash[i]))
                continue;
            english += English.Contains(text.Hash[i]) ? 1 : 0;
            foreign += Foreign.Contains(text.Hash[i]) ? 1 : 0;
        }
        return foreign > 2 * english && foreign >= 0.15 * text.Words;
    }

    private static FrozenSet<uint> Hashes(string words) => words.Split(' ').Select(word => TextHash.OfWord(word)).ToFrozenSet();
}
