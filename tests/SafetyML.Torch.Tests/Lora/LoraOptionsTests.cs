using SafetyML.Torch.Lora;
using Xunit;

namespace SafetyML.Torch.Tests.Lora;

public class LoraOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreThePapers()
    {
        var options = new LoraOptions();
        options.Validate();
        Assert.Equal((4, 16d, 0.05), (options.Rank, options.Alpha, options.Dropout));
        Assert.Null(options.TargetModules); // the family's own: q_proj and v_proj in LLaMA
    }

    [Fact]
    public void Validate_EverythingWrong_ListsAll()
    {
        var options = new LoraOptions
        {
            Rank = 0,
            Alpha = double.NaN,
            Dropout = 1,
            TargetModules = [],
            RankPattern = new Dictionary<string, int> { ["q_proj"] = 0 },
            AlphaPattern = new Dictionary<string, double> { ["("] = 1 },
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Equal(
            "Rank is 0; it must be at least 1. Alpha is NaN; it must be above 0. Dropout is 1; it must be at least 0 and below 1. " +
            "TargetModules must name at least one layer, such as q_proj, or be all-linear. " +
            "RankPattern 'q_proj' is 0; it must be at least 1. Pattern '(' is not a regular expression.",
            message);
    }
}
