using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the tiktoken form of tokenizer.model in which Meta publishes LLaMA 3: a line for each token, its bytes in base64 and its rank.</summary>
internal static class TiktokenReader
{
    /// <summary>The token before a text.</summary>
    public const string BeginToken = "<|begin_of_text|>";

    /// <summary>The token after a text.</summary>
    public const string EndToken = "<|end_of_text|>";

    private const int SpecialTokenCount = 256;
    private const int LongestToken = 1024;

    private const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="named">Added tokens that other files name; where there are none, LLaMA 3's follow the last rank.</param>
    /// <exception cref="TokenizerFormatException">A line is not a token and its rank.</exception>
    public static TokenizerDefinition Read(string path, IReadOnlyList<AddedToken> named)
    {
        var ranks = ReadRanks(path);
        var model = new Vocabulary(ranks.Count);
        foreach (var (token, rank) in ranks)
            model.Add(token, rank);
        var added = named.Count > 0 ? named : SpecialTokens(model.Size);
        var all = model.With(added);
        var options = new BpeOptions { SpellsBytes = true, PrefersWholePieces = true };
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = new BpeModel(model, MergeTable.FromRanks(model, ranks), options),
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
        return end > 0 && TryParse(Encoding.UTF8.GetString(start[..end]), out _, out _);
    }

    private static List<(string Token, int Rank)> ReadRanks(string path)
    {
        List<(string Token, int Rank)> ranks = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
                continue;
            if (!TryParse(line, out var token, out var rank))
                throw new TokenizerFormatException(
                    $"{Path.GetFileName(path)}:{number}: a line must be a token in base64, a space and its rank. Get the file again from where the model came from.");
            ranks.Add((token, rank));
        }

        return ranks;
    }

    private static bool TryParse(string line, out string token, out int rank)
    {
        token = "";
        rank = 0;
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || !int.TryParse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out rank) || rank == int.MaxValue)
            return false;
        var bytes = new byte[space];
        if (!Convert.TryFromBase64Chars(line.AsSpan(0, space), bytes, out var count) || count is 0 or > LongestToken)
            return false;
        token = ByteAlphabet.Spell(bytes.AsSpan(0, count));
        return true;
    }

    private static List<AddedToken> SpecialTokens(int first)
    {
        string[] known = [BeginToken, EndToken, "reserved", "reserved", "reserved", "reserved", "<|start_header_id|>", "<|end_header_id|>", "reserved", "<|eot_id|>"];
        var reserved = 0;
        return [.. Enumerable.Range(0, SpecialTokenCount).Select(index => new AddedToken(
            first + index, index < known.Length && known[index] != "reserved" ? known[index] : $"<|reserved_special_token_{reserved++}|>") { IsSpecial = true })];
    }
}
