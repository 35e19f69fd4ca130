using System.Text;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Well-formed tokenizer files of the tokens that cost most.</summary>
internal static class HostileFiles
{
    public static string[] Random(int count, int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26)))))];
    }

    public static byte[] Unigram(IEnumerable<string> tokens)
        => Encoding.UTF8.GetBytes($$$"""{"model":{"type":"Unigram","unk_id":0,"vocab":[{{{string.Join(',', tokens.Select(token => $"[{Quoted(token)},0]"))}}}]}}""");

    public static byte[] Bpe(IEnumerable<string> tokens, Func<int, int>? idOf = null, IEnumerable<string>? merges = null, string settings = "")
    {
        var vocabulary = string.Join(',', tokens.Select((token, id) => $"{Quoted(token)}:{idOf?.Invoke(id) ?? id}"));
        var pairs = string.Join(',', (merges ?? []).Select(pair => $"\"{pair}\""));
        return Encoding.UTF8.GetBytes($$$"""{{{{settings}}}"model":{"type":"BPE","vocab":{{{{vocabulary}}}},"merges":[{{{pairs}}}]}}""");
    }

    public static byte[] Tiktoken(IEnumerable<string> tokens)
        => Encoding.ASCII.GetBytes(string.Concat(tokens.Select((token, rank) => $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(token))} {rank}\n")));

    public static byte[] Lines(IEnumerable<string> tokens) => Encoding.ASCII.GetBytes($"[UNK]\n[CLS]\n[SEP]\n{string.Join('\n', tokens)}");

    public static byte[] SentencePiece(int type, string[] tokens) => new TinySentencePiece { ModelType = type, HasByteFallback = false }.Add("<unk>", 0, kind: 2).WithPieces(tokens).ToArray();

    private static string Quoted(string token) => System.Text.Json.JsonSerializer.Serialize(token);
}
