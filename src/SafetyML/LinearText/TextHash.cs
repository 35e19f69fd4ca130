namespace SafetyML.LinearText;

/// <summary>Hashes of words and of features: the same on every machine, so that a trained model can be read anywhere.</summary>
internal static class TextHash
{
    public const uint Start = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>Takes one more letter (FNV-1a on UTF-16 units).</summary>
    public static uint Add(uint hash, char letter) => (hash ^ letter) * Prime;

    /// <summary>The hash of a word; its case and the kind of its apostrophes do not matter.</summary>
    public static uint OfWord(ReadOnlySpan<char> word) => Mix(Folded(word));

    /// <summary>The same before its bits are spread.</summary>
    public static uint Folded(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word)
            hash = Add(hash, Fold(letter));
        return hash;
    }

    /// <summary>A letter in lower case, an apostrophe as the straight one.</summary>
    public static char Fold(char letter) =>
        letter < 128 ? (char)(letter | (letter is >= 'A' and <= 'Z' ? 0x20 : 0)) : IsApostrophe(letter) ? '\'' : char.ToLowerInvariant(letter);

    public static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or 'ʼ' or '´';

    /// <summary>A hash of two things in order.</summary>
    public static uint Join(uint first, uint second) => Mix(first * 0x9E3779B1 + second);

    /// <summary>Spreads every bit over all bits (MurmurHash3's last step).</summary>
    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
