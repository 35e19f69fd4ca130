using SafetyML.Torch.Tests.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints;

public class StorageFixtureTests
{
    private const double LogitTolerance = 2e-4;

    public static TheoryData<string> Forms => Fixtures.Names("storage");

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public void Logits_StorageForm_AsReference(string name)
    {
        using var scope = NewDisposeScope();
        string folder = Fixtures.Folder("storage", name);
        Skip.If(name.StartsWith("hostile", StringComparison.Ordinal), $"{name} is to be refused (HostilePickleTests).");
        // A form without its own reference holds the weights of the plain model that its name begins with.
        string reference = File.Exists(Path.Combine(folder, "reference.json")) ? folder : Fixtures.Folder("causal", name[..name.IndexOf('-', StringComparison.Ordinal)]);
        using var model = Fixtures.Supported(() => ReferenceModel.Load(folder));
        ReferenceModel.CheckLogits(model, reference, LogitTolerance);
    }
}
