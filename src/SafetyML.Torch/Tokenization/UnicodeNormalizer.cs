using System.Text;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>The normalization forms of Unicode (Standard Annex 15): C, D and their compatibility forms.</summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : Normalizer
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
    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    /// <inheritdoc/>
    public override string Normalize(string original)
    {
        // Every form leaves ASCII alone, and form C all characters before the first combining one.
        var first = form == NormalizationForm.FormC ? '\u0300' : '\u0080';
        if (!original.AsSpan().ContainsAnyInRange(first, '\uFFFF'))
            return original;
        var codePoints = new List<int>(original.Length);
        foreach (var rune in original.EnumerateRunes())
            Decompose(rune.Value, codePoints);
        Order(codePoints);
        if (composes)
            Compose(codePoints);
        var text = new StringBuilder(original.Length);
        foreach (var codePoint in codePoints)
            text.Append(new Rune(codePoint).ToString());
        return text.ToString();
    }

    private static void Order(List<int> codePoints)
    {
        for (var start = 0; start < codePoints.Count; start++)
        {
            var end = start;
            while (end < codePoints.Count && UnicodeTables.Shared.ClassOf(codePoints[end]) > 0)
                end++;
            if (end - start > 1)
            {
                var ordered = codePoints.GetRange(start, end - start).OrderBy(UnicodeTables.Shared.ClassOf).ToArray(); // stable
                for (var i = 0; i < ordered.Length; i++)
                    codePoints[start + i] = ordered[i];
            }

            start = end;
        }
    }

    private static void Compose(List<int> codePoints)
    {
        var kept = 0;
        var starter = -1;
        var lastClass = 0;
        foreach (var current in codePoints.ToArray())
        {
            var currentClass = UnicodeTables.Shared.ClassOf(current);
            var reaches = starter >= 0 && (kept == starter + 1 || (lastClass != 0 && lastClass < currentClass));
            if (reaches && TryCompose(codePoints[starter], current, out var composed))
            {
                codePoints[starter] = composed;
                continue;
            }

            if (currentClass == 0)
                starter = kept;
            lastClass = currentClass;
            codePoints[kept++] = current;
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

    private void Decompose(int codePoint, List<int> output)
    {
        if (codePoint - SyllableBase is >= 0 and < SyllableCount and var syllable)
        {
            output.Add(LeadingBase + (syllable / (VowelCount * TrailingCount)));
            output.Add(VowelBase + (syllable / TrailingCount % VowelCount));
            if (syllable % TrailingCount is > 0 and var trailing)
                output.Add(TrailingBase + trailing);
        }
        else if (UnicodeTables.Shared.Decomposition(codePoint, compatibility) is { } parts)
        {
            foreach (var part in parts)
                Decompose(part, output);
        }
        else
        {
            output.Add(codePoint);
        }
    }
}
