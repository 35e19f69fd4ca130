using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The hash of a text: its characters, each plus one, as the digits of a number, modulo 2³¹ − 1 (Karp and Rabin, 1987). That of two texts put together follows from those of both. The base is drawn
/// anew for each process, so that no file can choose texts that share a hash.
/// </summary>
internal static class TokenHash
{
    private const ulong Prime = (1UL << 31) - 1;

    private static readonly ulong Base = (ulong)Random.Shared.Next(1 << 16, 1 << 29);

    /// <summary>The hash of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<char> text)
    {
        var factor = Base;
        ulong hash = 0;
        foreach (var character in text)
            hash = Fold((hash * factor) + character + 1);
        return Reduce(hash);
    }

    /// <summary>What the hash of a text is multiplied by when one of this many characters follows it, for each length up to the given one.</summary>
    public static uint[] Powers(int longest)
    {
        var powers = new uint[longest + 1];
        powers[0] = 1;
        for (var length = 1; length < powers.Length; length++)
            powers[length] = Reduce(powers[length - 1] * Base);
        return powers;
    }

    /// <summary>The hash of two texts put together.</summary>
    /// <param name="left">The hash of the first.</param>
    /// <param name="right">The hash of the second.</param>
    /// <param name="power">The power for the second's length.</param>
    public static uint Join(uint left, uint right, uint power) => Reduce(((ulong)left * power) + right);

    private static ulong Fold(ulong value) => (value & Prime) + (value >> 31);

    private static uint Reduce(ulong value)
    {
        value = Fold(Fold(value));
        return (uint)(value >= Prime ? value - Prime : value);
    }
}
