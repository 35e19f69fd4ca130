using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the tiktoken form of tokenizer.model in which Meta publishes LLaMA 3: a line for each token, its bytes in base64 and its rank.</summary>
internal static class TiktokenReader
{
    /// <summary>The token before a text.</summary>
    public const string BeginToken = "<|begin_of_text|>";

    /// <summary>The token after a text.</summary>
    public const string EndToken = "<|end_of_text|>";

    private const int SpecialTokenCount = 256;

    private const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="named">Added tokens that other files name; where there are none, LLaMA 3's follow the last rank.</param>
    /// <exception cref="TokenizerFormatException">A line is not a token and its rank.</exception>
    public static TokenizerDefinition Read(string path, IReadOnlyList<AddedToken> named)
    {
        var model = ReadRanks(path);
        var added = named.Count > 0 ? named : SpecialTokens(model.Size);
        var all = model.With(added);
        var options = new BpeOptions { SpellsBytes = true, PrefersWholePieces = true };
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = new BpeModel(model, new MergeTable(new TokenRanks(model, [.. Enumerable.Range(0, model.Places).Select(model.IdAt)])), options),
            Decoder = new DecoderOptions { SpellsBytes = true },
            AddedTokens = added,
            SpecialIds = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet(),
            Steps = [new PipelineStep(Split: new PatternPreTokenizer(Llama3Pattern))],
            Frame = TextFrame.Around(all.IdOf(BeginToken) is { } begin ? [begin] : [], []),
            BeginToken = BeginToken,
            EndToken = EndToken,
        };
    }

    /// <summary>Whether a file has this form: the first line is base64, a space and a number.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf((byte)'\n');
        return end > 0 && TryParse(start[..end].TrimEnd((byte)'\r'), new byte[end], out _, out _);
    }

    private static Vocabulary ReadRanks(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        var (count, characters) = Count(file);
        Density.Require(Path.GetFileName(path), file.Length, (32L * count) + (2L * characters));
        var vocabulary = new Vocabulary(count, characters);
        // As many characters as the longest token has in base64, and one more.
        Span<byte> bytes = new byte[(MergeTable.LongestToken * 4 / 3) + 8];
        var number = 0;
        foreach (var part in file.Split((byte)'\n'))
        {
            number++;
            var line = file[part].TrimEnd((byte)'\r');
            if (line.IsEmpty)
                continue;
            if (line.IndexOf((byte)' ') > bytes.Length)
                throw Fault($"the token has more than {MergeTable.LongestToken} bytes, which no vocabulary of text needs");
            if (!TryParse(line, bytes, out var length, out var rank))
                throw Fault("a line must be a token in base64, a space and its rank");
            if (length > MergeTable.LongestToken)
                throw Fault($"the token has {length} bytes; allowed are {MergeTable.LongestToken}");
            var token = vocabulary.Room(length);
            ByteAlphabet.Spell(bytes[..length], token);
            vocabulary.Add(token, rank);
        }

        return vocabulary;
        TokenizerFormatException Fault(string fault) => new($"{Path.GetFileName(path)}:{number}: {fault}. Get the file again from where the model came from.");
    }

    // Four characters of base64 are three of a token.
    private static (int Lines, int Characters) Count(ReadOnlySpan<byte> file)
    {
        var (lines, characters) = (0, 0);
        foreach (var line in file.Split((byte)'\n'))
            (lines, characters) = (lines + 1, characters + (Math.Max(file[line].IndexOf((byte)' '), 0) / 4 * 3));
        return (lines, characters);
    }

    /// <summary>Reads a line; the token's bytes are put at the start of <paramref name="bytes"/>.</summary>
    private static bool TryParse(ReadOnlySpan<byte> line, Span<byte> bytes, out int count, out int rank)
    {
        (count, rank) = (0, 0);
        var space = line.IndexOf((byte)' ');
        return space > 0 && int.TryParse(line[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out rank) && rank < int.MaxValue
            && Base64.DecodeFromUtf8(line[..space], bytes, out _, out count) == OperationStatus.Done && count > 0;
    }

    private static List<AddedToken> SpecialTokens(int first)
    {
        string[] known = [BeginToken, EndToken, "reserved", "reserved", "reserved", "reserved", "<|start_header_id|>", "<|end_header_id|>", "reserved", "<|eot_id|>"];
        var reserved = 0;
        return [.. Enumerable.Range(0, SpecialTokenCount).Select(index => new AddedToken(
            first + index, index < known.Length && known[index] != "reserved" ? known[index] : $"<|reserved_special_token_{reserved++}|>") { IsSpecial = true })];
    }
}
