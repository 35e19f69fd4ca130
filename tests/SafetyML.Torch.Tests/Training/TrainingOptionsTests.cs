using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Validate_Defaults_Passes() => new TrainingOptions().Validate();

    [Fact]
    public void Validate_SeveralFaults_ListsThemAll()
    {
        var options = new TrainingOptions { Epochs = 0, LearningRate = double.NaN, BatchSize = -1 };

        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Equal("Epochs is 0; it must be at least 1. LearningRate is NaN; it must be greater than 0. BatchSize is -1; it must be at least 1.", error.Message);
    }
}
