using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class BpeModelTests
{
    private const string Letters = "abcd";

    // An unused token that no text reaches keeps the model from the way for short pieces.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Encode_ShortAndLongWay_GiveTheSameIds(int seed)
    {
        var random = new Random(seed);
        var (vocabulary, merges) = RandomMerges(random);
        var quick = new BpeModel(vocabulary, merges, new BpeOptions());
        var queued = new BpeModel(vocabulary, merges, new BpeOptions { UnusedIds = new HashSet<int> { -1 } });
        for (var round = 0; round < 2000; round++)
        {
            var piece = string.Concat(Enumerable.Range(0, random.Next(ShortPiece.MaxLength + 1)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.Equal(Ids(queued, piece), Ids(quick, piece));
        }
    }

    [Fact]
    public void Encode_TokensOfThePiece_SpellIt()
    {
        var random = new Random(4);
        var (vocabulary, merges) = RandomMerges(random);
        var model = new BpeModel(vocabulary, merges, new BpeOptions());
        foreach (var length in new[] { 1, ShortPiece.MaxLength, ShortPiece.MaxLength + 1, 5000 })
        {
            var piece = string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.Equal(piece, string.Concat(Ids(model, piece).Select(vocabulary.TokenOf)));
        }
    }

    [Fact]
    public void Trace_WholePieceWhoseLettersAreNoTokens_CoversIt()
    {
        var vocabulary = new Vocabulary();
        vocabulary.Add("xyz", 7);
        var model = new BpeModel(vocabulary, new MergeTable(), new BpeOptions { PrefersWholePieces = true });
        List<TokenSpan> tokens = [];
        model.Trace("xyz", tokens);
        Assert.Equal([new TokenSpan(7, 0, 3)], tokens);
    }

    [Fact]
    public void Encode_UnknownCharacterWithoutUnknownToken_IsDropped()
    {
        var (vocabulary, merges) = RandomMerges(new Random(5));

        Assert.Empty(Ids(new BpeModel(vocabulary, merges, new BpeOptions()), "xyz"));
    }

    private static (Vocabulary Vocabulary, MergeTable Merges) RandomMerges(Random random)
    {
        var vocabulary = new Vocabulary();
        var merges = new MergeTable();
        foreach (var letter in Letters)
            vocabulary.Add(letter.ToString(), vocabulary.Count);
        for (var rank = 0; rank < 60; rank++)
        {
            var (left, right) = (random.Next(vocabulary.Count), random.Next(vocabulary.Count));
            var token = vocabulary.TokenOf(left)! + vocabulary.TokenOf(right);
            if (vocabulary.IdOf(token) is null)
                vocabulary.Add(token, vocabulary.Count);
            merges.Add(left, right, vocabulary.IdOf(token)!.Value);
        }

        return (vocabulary, merges);
    }

    private static List<int> Ids(BpeModel model, string piece)
    {
        List<int> ids = [];
        model.Encode(piece, ids);
        return ids;
    }
}
