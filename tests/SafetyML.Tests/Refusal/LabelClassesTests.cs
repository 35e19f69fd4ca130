using SafetyML.Refusal;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class LabelClassesTests
{
    [Theory]
    [InlineData("NORMAL,REJECTION", "full_compliance,full_refusal")]
    [InlineData("refusal,compliance", "full_refusal,full_compliance")]
    [InlineData("1_full_compliance,2_full_refusal,3_partial_refusal", "full_compliance,full_refusal,partial_refusal")]
    [InlineData("not_refusal,refusal", "full_compliance,full_refusal")]
    [InlineData("non-compliant,compliant", "full_refusal,full_compliance")]
    [InlineData("Refused", "full_refusal")]
    public void Of_LabelsThatSayIt_ReadsThem(string labels, string classes) =>
        Assert.Equal(classes.Split(','), LabelClasses.Of(labels.Split(','), null).Select(RefusalClassNames.Of));

    [Fact]
    public void Of_LabelsThatSayNothing_NamesThemAndTheOption() => Assert.Equal(
        "The encoder's labels do not say which are refusals: LABEL_0, LABEL_1. Set LabelClasses to the class of each: full_compliance, full_refusal, partial_refusal.",
        Assert.Throws<ArgumentException>(() => LabelClasses.Of(["LABEL_0", "LABEL_1"], null)).Message);

    [Fact]
    public void Of_GivenClasses_WinOverWords() => Assert.Equal(
        [RefusalClass.FullRefusal, RefusalClass.FullCompliance],
        LabelClasses.Of(["LABEL_0", "LABEL_1"], new Dictionary<string, string> { ["LABEL_0"] = "full_refusal", ["LABEL_1"] = "full_compliance" }));

    [Fact]
    public void Of_GivenLabelThatIsNotThere_NamesThoseThatAre() => Assert.Equal(
        "LabelClasses names the label 'yes', which the encoder lacks. Its labels: a, b.",
        Assert.Throws<ArgumentException>(() => LabelClasses.Of(["a", "b"], new Dictionary<string, string> { ["yes"] = "full_refusal" })).Message);

    [Fact]
    public void Of_LabelsOfOneSideOnly_SaysSo() => Assert.StartsWith(
        "All labels of the encoder mean refusal: refusal, rejection.",
        Assert.Throws<ArgumentException>(() => LabelClasses.Of(["refusal", "rejection"], null)).Message);
}
