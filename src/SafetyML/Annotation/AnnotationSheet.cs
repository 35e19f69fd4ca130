using System.Security.Cryptography;
using System.Text.Json;

namespace SafetyML.Annotation;

/// <summary>A blind sheet: rows in random order, the systems on random sides. The same answers, settings and seed give the same sheet.</summary>
internal sealed class AnnotationSheet
{
    private const int IdLength = 8;

    private AnnotationSheet(string id, AnnotationOptions options, long seed, IReadOnlyList<SheetRow> rows, IReadOnlyList<bool> firstIsLeft) =>
        (Id, Options, Seed, Rows, FirstIsLeft) = (id, options, seed, rows, firstIsLeft);

    /// <summary>Tells this sheet from others; every row's id begins with it.</summary>
    public string Id { get; }

    public AnnotationOptions Options { get; }

    /// <summary>What the order and the sides come from.</summary>
    public long Seed { get; }

    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>For each row, whether the left answer is the first system's.</summary>
    public IReadOnlyList<bool> FirstIsLeft { get; }

    public static AnnotationSheet Shuffle(IReadOnlyList<AnswerPair> pairs, AnnotationOptions options, long seed)
    {
        bool[] sides = [.. SheetShuffle.Order(seed, "sides", pairs.Count).Select(place => place % 2 == 0)];
        var id = IdOf(pairs, options, seed);
        var rows = SheetShuffle.Order(seed, "rows", pairs.Count).Select((pair, row) => ToRow($"{id}-{row + 1:0000}", pairs[pair], sides[row]));
        return new AnnotationSheet(id, options, seed, [.. rows], sides);
    }

    private static SheetRow ToRow(string id, AnswerPair pair, bool firstIsLeft) =>
        firstIsLeft ? new(id, pair.Prompt, pair.First, pair.Second) : new(id, pair.Prompt, pair.Second, pair.First);

    private static string IdOf(IReadOnlyList<AnswerPair> pairs, AnnotationOptions options, long seed) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { pairs, options = options with { Seed = seed } })))[..IdLength];
}
