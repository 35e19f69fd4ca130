using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>The normalization forms of Unicode (Standard Annex 15): C, D and their compatibility forms.</summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : ITextRewrite
{
    // Hangul syllables are computed (The Unicode Standard, 3.12): 19 leading consonants × 21 vowels × 28 trailing consonants or none.
    private const int SyllableBase = 0xAC00;
    private const int LeadingBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailingBase = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

    private readonly bool composes = form is NormalizationForm.FormC or NormalizationForm.FormKC;
    private readonly bool compatibility = form is NormalizationForm.FormKC or NormalizationForm.FormKD;

    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        // Every form leaves ASCII alone, and form C all characters before the first combining one.
        var first = form == NormalizationForm.FormC ? '\u0300' : '\u0080';
        if (!text.AsSpan().ContainsAnyInRange(first, '\uFFFF'))
            return text;
        var codePoints = new List<(int Value, int Change)>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, codePoints);
        Order(codePoints);
        if (composes)
            Compose(codePoints);
        var output = new TextRewriter(text, sources);
        output.Write(codePoints);
        return output.ToString();
    }

    private static void Order(List<(int Value, int Change)> codePoints)
    {
        for (var start = 0; start < codePoints.Count; start++)
        {
            var end = start;
            while (end < codePoints.Count && UnicodeTables.Shared.ClassOf(codePoints[end].Value) > 0)
                end++;
            if (end - start > 1)
            {
                var ordered = codePoints.GetRange(start, end - start).OrderBy(item => UnicodeTables.Shared.ClassOf(item.Value)).ToArray(); // stable
                for (var i = 0; i < ordered.Length; i++)
                    codePoints[start + i] = ordered[i];
            }

            start = end;
        }
    }

    private static void Compose(List<(int Value, int Change)> codePoints)
    {
        var kept = 0;
        var starter = -1;
        var lastClass = 0;
        foreach (var (current, change) in codePoints.ToArray())
        {
            var currentClass = UnicodeTables.Shared.ClassOf(current);
            var reaches = starter >= 0 && (kept == starter + 1 || (lastClass != 0 && lastClass < currentClass));
            if (reaches && TryCompose(codePoints[starter].Value, current, out var composed))
            {
                codePoints[starter] = (composed, codePoints[starter].Change + change - 1);
                continue;
            }

            if (currentClass == 0)
                starter = kept;
            lastClass = currentClass;
            codePoints[kept++] = (current, change);
        }

        codePoints.RemoveRange(kept, codePoints.Count - kept);
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        if (first - LeadingBase is >= 0 and < LeadingCount and var leading && second - VowelBase is >= 0 and < VowelCount and var vowel)
        {
            composed = SyllableBase + (((leading * VowelCount) + vowel) * TrailingCount);
            return true;
        }

        var syllable = first - SyllableBase;
        if (syllable is >= 0 and < SyllableCount && syllable % TrailingCount == 0 && second - TrailingBase is > 0 and < TrailingCount and var trailing)
        {
            composed = first + trailing;
            return true;
        }

        return UnicodeTables.Shared.TryCompose(first, second, out composed);
    }

    // The first part stands for the code point, the others are put in.
    private void Decompose(int codePoint, List<(int Value, int Change)> output)
    {
        var first = output.Count;
        AddParts(codePoint, output);
        for (var i = first + 1; i < output.Count; i++)
            output[i] = (output[i].Value, 1);
    }

    private void AddParts(int codePoint, List<(int Value, int Change)> output)
    {
        if (codePoint - SyllableBase is >= 0 and < SyllableCount and var syllable)
        {
            output.Add((LeadingBase + (syllable / (VowelCount * TrailingCount)), 0));
            output.Add((VowelBase + (syllable / TrailingCount % VowelCount), 0));
            if (syllable % TrailingCount is > 0 and var trailing)
                output.Add((TrailingBase + trailing, 0));
        }
        else if (UnicodeTables.Shared.Decomposition(codePoint, compatibility) is { } parts)
        {
            foreach (var part in parts)
                AddParts(part, output);
        }
        else
        {
            output.Add((codePoint, 0));
        }
    }
}
