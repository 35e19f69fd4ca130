using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class TokenTrieTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 200)]
    public void Along_RandomTokens_FindsThoseThatBeginTheText(int seed, int letters)
    {
        var random = new Random(seed);
        var vocabulary = new Vocabulary();
        Dictionary<string, int> places = [];
        for (var place = 0; place < 3000; place++)
        {
            var token = Text(random.Next(1, 12));
            vocabulary.Add(token, place);
            places[token] = place;
        }

        var trie = new TokenTrie(vocabulary, [.. Enumerable.Range(0, 3000)]);

        for (var round = 0; round < 2000; round++)
        {
            var text = round % 2 == 0 ? Text(random.Next(20)) : vocabulary[random.Next(3000)].ToString() + Text(random.Next(5));
            List<(int, int)> found = [];
            for (var walk = trie.Along(text); walk.Next(out var place, out var length);)
                found.Add((place, length));
            Assert.Equal(Enumerable.Range(1, text.Length).Where(length => places.ContainsKey(text[..length])).Select(length => (places[text[..length]], length)), found);
        }

        string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(letters))));
    }

    [Fact]
    public void Along_NoTokens_FindsNothing()
        => Assert.False(new TokenTrie(new Vocabulary(), []).Along("abc").Next(out _, out _));
}
