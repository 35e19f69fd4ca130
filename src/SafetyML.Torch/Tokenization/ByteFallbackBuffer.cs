using System.Buffers;
using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Collects the bytes that tokens such as <c>&lt;0x0A&gt;</c> name and gives out the characters that they form.</summary>
internal sealed class ByteFallbackBuffer(ByteFallback mode)
{
    private readonly List<byte> bytes = [];

    /// <summary>The byte that a token names.</summary>
    public static bool TryParse(string token, out byte value)
    {
        value = 0;
        return token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The token that names a byte.</summary>
    public static string Name(int value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");

    /// <summary>For each byte the token that names it, -1 where there is none.</summary>
    public static int[] Ids(Vocabulary vocabulary) => [.. Enumerable.Range(0, 256).Select(value => vocabulary.IdOf(Name(value)) ?? -1)];

    /// <summary>The tokens that name bytes, or null where one of them is missing.</summary>
    public static int[]? AllIds(Vocabulary vocabulary) => Ids(vocabulary) is var ids && !ids.Contains(-1) ? ids : null;

    /// <summary>Adds a byte; the text that is certain now goes to <paramref name="output"/>.</summary>
    public void Add(byte value, StringBuilder output)
    {
        bytes.Add(value);
        if (mode == ByteFallback.PerCharacter)
            TakeCharacters(output, isFinal: false);
    }

    /// <summary>Ends a run of bytes.</summary>
    public void Flush(StringBuilder output)
    {
        if (bytes.Count == 0)
            return;
        if (mode == ByteFallback.PerCharacter)
        {
            TakeCharacters(output, isFinal: true);
            return;
        }

        var run = bytes.ToArray();
        bytes.Clear();
        if (System.Text.Unicode.Utf8.IsValid(run))
            output.Append(Encoding.UTF8.GetString(run));
        else
            output.Append('\uFFFD', run.Length);
    }

    private void TakeCharacters(StringBuilder output, bool isFinal)
    {
        var run = bytes.ToArray().AsSpan();
        while (!run.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(run, out var rune, out var length);
            if (status == OperationStatus.NeedMoreData && !isFinal)
                break;
            output.Append(status == OperationStatus.Done ? rune.ToString() : "\uFFFD");
            run = run[(status == OperationStatus.Done ? length : 1)..];
        }

        bytes.RemoveRange(0, bytes.Count - run.Length);
    }
}
