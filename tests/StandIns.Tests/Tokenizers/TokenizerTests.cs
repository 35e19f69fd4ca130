using Microsoft.ML.Tokenizers;
using Xunit;

namespace StandIns.Tests.Tokenizers;

/// <summary>What the documentation of <see cref="Tokenizer"/> promises for a type that overrides only its abstract members.</summary>
public sealed class TokenizerTests
{
    private readonly CharacterTokenizer tokenizer = new();

    [Fact]
    public void EncodeToIds_NotOverridden_TakesTheIdsOfTheTokens()
    {
        Assert.Equal(['a', 'b'], tokenizer.EncodeToIds("ab"));
        Assert.Equal(['a', 'b'], tokenizer.EncodeToIds("ab".AsSpan()));
        Assert.Equal(2, tokenizer.CountTokens("ab"));
        Assert.Equal(["a", "b"], tokenizer.EncodeToTokens("ab", out var normalized).Select(token => token.Value));
        Assert.Null(normalized);
    }

    [Fact]
    public void EncodeToIds_Arguments_ReachTheSettings()
    {
        tokenizer.EncodeToIds("ab", considerPreTokenization: false);
        tokenizer.EncodeToIds("ab", 1, out _, out var consumed, considerNormalization: false);

        Assert.Equal([(false, true, int.MaxValue), (true, false, 1)],
            tokenizer.Asked.Select(asked => (asked.ConsiderPreTokenization, asked.ConsiderNormalization, asked.MaxTokenCount)));
        Assert.Equal(1, consumed);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(9, 4, 4)]
    public void GetIndexByTokenCount_Limit_GivesTheEndOfTheLastToken(int limit, int index, int count)
    {
        Assert.Equal(index, tokenizer.GetIndexByTokenCount("abcd", limit, out _, out var found));
        Assert.Equal(count, found);
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(9, 0, 4)]
    public void GetIndexByTokenCountFromEnd_Limit_GivesTheStartOfTheFirstToken(int limit, int index, int count)
    {
        Assert.Equal(index, tokenizer.GetIndexByTokenCountFromEnd("abcd", limit, out _, out var found));
        Assert.Equal(count, found);
    }

    [Fact]
    public void Decode_LongText_GrowsItsBuffer()
        => Assert.Equal(5000, tokenizer.Decode(Enumerable.Repeat((int)'x', 5000).Where(_ => true)).Length);

    [Fact]
    public void Decode_NoIds_IsEmpty() => Assert.Equal("", tokenizer.Decode([]));

    [Fact]
    public void Decode_Faults_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => tokenizer.Decode(null!));
        Assert.Equal("The provided token IDs could not be decoded.", Assert.Throws<InvalidOperationException>(() => tokenizer.Decode([-1])).Message);
    }

    [Fact]
    public void Stages_NotOverridden_AreAbsent()
    {
        Assert.Null(tokenizer.Normalizer);
        Assert.Null(tokenizer.PreTokenizer);
    }

    [Fact]
    public void EncodedToken_EqualMembers_AreEqual()
    {
        Assert.True(new EncodedToken(1, "a", 0..1).Equals(new EncodedToken(1, "a", 0..1)));
        Assert.False(new EncodedToken(1, "a", 0..1).Equals(new EncodedToken(1, "a", 0..2)));
    }
}
