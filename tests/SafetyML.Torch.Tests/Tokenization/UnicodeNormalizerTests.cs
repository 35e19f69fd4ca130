using System.Text;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class UnicodeNormalizerTests
{
    // Examples of Unicode Standard Annex 15, and Hangul.
    [Theory]
    [InlineData(NormalizationForm.FormC, "e\u0301", "é")]
    [InlineData(NormalizationForm.FormC, "\u212B", "Å")]
    [InlineData(NormalizationForm.FormC, "\u0958", "\u0915\u093C")]
    [InlineData(NormalizationForm.FormC, "q\u0307\u0323", "q\u0323\u0307")]
    [InlineData(NormalizationForm.FormC, "\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData(NormalizationForm.FormC, "\u1112\u1161\u11AB", "한")]
    [InlineData(NormalizationForm.FormC, "ﬁ²", "ﬁ²")]
    [InlineData(NormalizationForm.FormD, "한é", "\u1112\u1161\u11ABe\u0301")]
    [InlineData(NormalizationForm.FormD, "\u1E69", "s\u0323\u0307")]
    [InlineData(NormalizationForm.FormKC, "ﬁ²①Ａ\u00A0", "fi21A ")]
    [InlineData(NormalizationForm.FormKD, "\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData(NormalizationForm.FormKC, "\u1E9B\u0323", "\u1E69")]
    [InlineData(NormalizationForm.FormKC, "𝒜\U0001D15E", "A\U0001D157\U0001D165")]
    public void Normalize_Examples_GiveTheStandardsForms(NormalizationForm form, string text, string expected)
        => Assert.Equal(expected, new UnicodeNormalizer(form).Apply(text, null));

    [Fact]
    public void Normalize_ManyMarks_TakesTimeInLineWithTheirNumber()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0316", 100_000));

        Assert.Equal(text.Length - 1, new UnicodeNormalizer(NormalizationForm.FormC).Apply(text, null).Length);
    }
}
