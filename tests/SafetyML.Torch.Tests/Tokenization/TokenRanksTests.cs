using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class TokenRanksTests
{
    // Each step joins the leftmost of the neighbours that spell the token of the lowest rank.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Encode_RandomRanks_GivesWhatJoiningByHandGives(int seed)
    {
        var random = new Random(seed);
        Dictionary<string, int> ranks = [];
        foreach (var token in Enumerable.Range(0, 400).Select(_ => Text(random.Next(1, 9))).Prepend("c").Prepend("b").Prepend("a"))
            ranks.TryAdd(token, ranks.Count);
        var vocabulary = new Vocabulary();
        foreach (var (token, rank) in ranks)
            vocabulary.Add(token, rank);
        var model = new BpeModel(vocabulary, new MergeTable(new TokenRanks(vocabulary, [.. Enumerable.Range(0, ranks.Count)])), new BpeOptions());

        for (var round = 0; round < 500; round++)
        {
            var text = Text(random.Next(60));
            List<int> ids = [];
            model.Encode(text, ids);
            Assert.Equal(Joined(text, ranks), ids);
        }

        string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "abc"[random.Next(3)]));
    }

    [Fact]
    public void Encode_RunsOfALetter_JoinsToTheLongest()
    {
        var tokenizer = TinyTokenizer.Load(TinyTokenizer.Tiktoken([.. Enumerable.Range(2, 254).Select(length => new string('a', length))]));

        Assert.Equal(["aa", "aa"], tokenizer.Encode("aa aa", addSpecialTokens: false).Select(id => tokenizer.TokenOf(id)!.TrimStart('\u0120')).Where(token => token.Length > 0));
        Assert.Equal([254 + 255], tokenizer.Encode(new string('a', 255), addSpecialTokens: false));
    }

    private static IEnumerable<int> Joined(string text, Dictionary<string, int> ranks)
    {
        var parts = text.Select(character => character.ToString()).ToList();
        while (true)
        {
            var best = Enumerable.Range(0, Math.Max(parts.Count - 1, 0)).Where(at => ranks.ContainsKey(parts[at] + parts[at + 1]))
                .OrderBy(at => ranks[parts[at] + parts[at + 1]]).Select(at => (int?)at).FirstOrDefault();
            if (best is not { } left)
                return parts.Select(part => ranks[part]);
            parts[left] += parts[left + 1];
            parts.RemoveAt(left + 1);
        }
    }
}
