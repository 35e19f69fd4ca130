using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class DecodingOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreThePapersAndValid()
    {
        var options = new DecodingOptions();

        options.Validate();
        Assert.Equal((4, 128, 1.0, false), (options.Beams, options.MaxNewTokens, options.LengthPenalty, options.Sample));
    }

    [Fact]
    public void Validate_SeveralFaults_ListsThemAll()
    {
        var options = new DecodingOptions { MaxNewTokens = 0, Beams = -1, Temperature = double.NaN, TopP = 1.5, StopStrings = [""], BatchSize = 0 };

        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Equal(
            "MaxNewTokens is 0; it must be at least 1. Beams is -1; it must be at least 1. "
            + "Temperature is NaN; it must be above 0; for the most probable token set Sample to false and Beams to 1. "
            + "TopP is 1.5; it must be above 0 and at most 1 (off). BatchSize is 0; it must be null (automatic) or at least 1. "
            + "StopStrings is an empty text; it must be texts of at least one character.",
            error.Message);
    }
}
