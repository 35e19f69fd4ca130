using System.Security.Cryptography;
using System.Text.Json;

namespace SafetyML.Annotation;

/// <summary>A blind sheet: rows in random order, the systems on random sides. The same answers, settings and seed give the same sheet.</summary>
internal sealed class AnnotationSheet
{
    private const int IdLength = 8;

    private AnnotationSheet(string id, AnnotationOptions options, IReadOnlyList<SheetRow> rows, IReadOnlyList<bool> firstIsLeft) =>
        (Id, Options, Rows, FirstIsLeft) = (id, options, rows, firstIsLeft);

    /// <summary>Tells this sheet from others; every row's id begins with it.</summary>
    public string Id { get; }

    public AnnotationOptions Options { get; }

    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>For each row, whether the left answer is the first system's.</summary>
    public IReadOnlyList<bool> FirstIsLeft { get; }

    public static AnnotationSheet Shuffle(IReadOnlyList<AnswerPair> pairs, AnnotationOptions options)
    {
        var random = new Random(options.Seed);
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        random.Shuffle(order);
        bool[] sides = [.. Enumerable.Range(0, pairs.Count).Select(row => row % 2 == 0)];
        random.Shuffle(sides);
        var id = IdOf(pairs, options);
        var rows = order.Select((pair, row) => ToRow($"{id}-{row + 1:0000}", pairs[pair], sides[row]));
        return new AnnotationSheet(id, options, [.. rows], sides);
    }

    private static SheetRow ToRow(string id, AnswerPair pair, bool firstIsLeft) =>
        firstIsLeft ? new(id, pair.Prompt, pair.First, pair.Second) : new(id, pair.Prompt, pair.Second, pair.First);

    private static string IdOf(IReadOnlyList<AnswerPair> pairs, AnnotationOptions options) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { pairs, options })))[..IdLength];
}
