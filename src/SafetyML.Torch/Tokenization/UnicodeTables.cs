using System.Globalization;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Decompositions and combining classes of Unicode, from the embedded UnicodeData.txt. .NET normalizes through the machine's ICU, and not at all where an
/// application is built invariant; ids must not depend on that.
/// </summary>
internal sealed class UnicodeTables
{
    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<(int First, int Second), int> compositions = [];
    private readonly Dictionary<int, byte> classes = [];

    private UnicodeTables()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(typeof(UnicodeTables), "UnicodeData.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                Add(line);
    }

    /// <summary>The tables, read at their first use.</summary>
    public static UnicodeTables Shared { get; } = new();

    /// <summary>The one-step decomposition of a code point, or null.</summary>
    /// <param name="codePoint">The code point.</param>
    /// <param name="compatibility">Includes decompositions that lose formatting.</param>
    public int[]? Decomposition(int codePoint, bool compatibility)
        => canonical.TryGetValue(codePoint, out var parts) || (compatibility && compatible.TryGetValue(codePoint, out parts)) ? parts : null;

    /// <summary>The code point that two compose to.</summary>
    public bool TryCompose(int first, int second, out int composed) => compositions.TryGetValue((first, second), out composed);

    /// <summary>The combining class; 0 for a starter.</summary>
    public byte ClassOf(int codePoint) => classes.GetValueOrDefault(codePoint);

    private static int Hex(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void Add(string line)
    {
        var mark = line.AsSpan().IndexOfAny("=~:");
        if (line[mark] == ':')
        {
            var range = line[..mark].Split('-');
            for (var codePoint = Hex(range[0]); codePoint <= Hex(range[1]); codePoint++)
                classes[codePoint] = byte.Parse(line.AsSpan(mark + 1), CultureInfo.InvariantCulture);
            return;
        }

        var from = Hex(line.AsSpan(0, mark).TrimStart('!'));
        int[] to = [.. line[(mark + 1)..].Split(' ').Select(part => Hex(part))];
        (line[mark] == '=' ? canonical : compatible)[from] = to;
        if (line[mark] == '=' && line[0] != '!')
            compositions[(to[0], to[1])] = from;
    }
}
