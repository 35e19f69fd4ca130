using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class DevicesTests
{
    [Fact]
    public void Select_GpuNotThere_SaysWhatIs() =>
        Fails.Saying<InvalidOperationException>("Use 'cpu' or 'auto'.", () => Devices.Select("cuda:77"));

    [Fact]
    public void Select_Cpu_IsTheProcessor() => Assert.Equal(DeviceType.CPU, Devices.Select("cpu").type);

    [Fact]
    public void Resident_Float16OnProcessor_IsBFloat16()
    {
        Assert.Equal(ScalarType.BFloat16, Devices.Resident(ScalarType.Float16, CPU));
        Assert.Equal(ScalarType.Float32, Devices.Resident(ScalarType.Float32, CPU));
    }

    [Fact]
    public void Validate_EverythingWrong_ListsBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => new LanguageModelOptions { Device = "tpu", ScalarType = ScalarType.Int32 }.Validate());
        Assert.Equal(
            "ScalarType is Int32; it must be Float32, Float16 or BFloat16. " +
            "Device is 'tpu'; it must be auto, cpu, cuda or cuda: with a number.",
            error.Message);
    }
}
