using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class AddedTokenMatcherTests
{
    [Fact]
    public void Split_TokensThatBeginAlike_TakesTheLongest()
        => Assert.Equal(["a", "[<|x|>]", "[<|x]", "b"], Split("a<|x|><|xb", new AddedToken(1, "<|x"), new AddedToken(2, "<|x|>")));

    [Fact]
    public void Split_SingleWord_IsNotFoundInsideAWord()
        => Assert.Equal(["[on]", " once _on ", "[on]", ", upon"], Split("on once _on on, upon", new AddedToken(1, "on") { IsSingleWord = true }));

    [Fact]
    public void Split_SpaceTakers_TakeTheWhiteSpaceBesideThem()
        => Assert.Equal(["a", "[ \t<m> \n]", "b"], Split("a \t<m> \nb", new AddedToken(1, "<m>") { TakesLeftSpace = true, TakesRightSpace = true }));

    [Fact]
    public void Split_NeighboursThatTakeSpaces_ShareNoCharacter()
        => Assert.Equal(["[<m>  ]", "[<m>]"], Split("<m>  <m>", new AddedToken(1, "<m>") { TakesLeftSpace = true, TakesRightSpace = true }));

    [Fact]
    public void Split_NoTokens_GivesTheTextBack() => Assert.Equal(["abc"], Split("abc"));

    [Fact]
    public void Split_EmptyText_GivesNothing() => Assert.Empty(Split("", new AddedToken(1, "<m>")));

    private static IEnumerable<string> Split(string text, params AddedToken[] tokens)
        => new AddedTokenMatcher(tokens).Split(text).Select(piece => text.Substring(piece.Offset, piece.Length) is var part && piece.Token is null ? part : $"[{part}]");
}
