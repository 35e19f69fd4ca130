using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SafetyML.Annotation;

/// <summary>The order of rows and sides that a seed gives: places sorted by a hash of seed and place, so that no part of the order tells another.</summary>
internal static class SheetShuffle
{
    /// <summary>A seed that nobody can guess or try out.</summary>
    public static long FreshSeed() => BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>The numbers from 0 to <paramref name="count"/> − 1, shuffled; another <paramref name="purpose"/> gives another order.</summary>
    public static int[] Order(long seed, string purpose, int count) =>
        [.. Enumerable.Range(0, count).OrderBy(place => Hash($"{seed} {purpose} {place}"), StringComparer.Ordinal)];

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
