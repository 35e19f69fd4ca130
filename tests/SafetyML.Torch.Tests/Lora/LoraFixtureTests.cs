using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Lora;

public class LoraFixtureTests
{
    private const double LogitTolerance = 2e-4;
    private const double WeightTolerance = 1e-6;

    public static TheoryData<string> Adapters => Fixtures.Names("lora");

    [SkippableTheory]
    [MemberData(nameof(Adapters))]
    public void Load_ReferenceAdapter_LogitsAsReference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Base(name);
        if (RefusedByName(model, name))
            return;
        using var adapter = LoraAdapter.Load(model, Fixtures.Folder("lora", name));
        ReferenceModel.CheckLogits(model, Fixtures.Folder("lora", name), LogitTolerance);
    }

    [SkippableTheory]
    [MemberData(nameof(Adapters))]
    public void Merge_ReferenceAdapter_WeightsAndLogitsAsReference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Base(name);
        if (RefusedByName(model, name))
            return;
        string folder = Fixtures.Folder("lora", name);
        using var adapter = LoraAdapter.Load(model, folder);
        adapter.Merge();
        ReferenceModel.CheckLogits(model, folder, LogitTolerance);
        var weights = model.named_parameters().ToDictionary(item => item.name, item => item.parameter);
        using var reference = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        foreach (string key in reference.Names.Where(key => key.StartsWith("merged.", StringComparison.Ordinal)))
            Near.Check(reference.Read(key), weights[key["merged.".Length..]], WeightTolerance, key);
    }

    [SkippableTheory]
    [MemberData(nameof(Adapters))]
    public void Merge_ReferenceAdapter_ChangesTheWeightsThatTheReferenceChanges(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Base(name);
        if (RefusedByName(model, name))
            return;
        using var adapter = LoraAdapter.Load(model, Fixtures.Folder("lora", name));
        var reference = Fixtures.Json(Fixtures.Folder("lora", name), "reference.json");
        var changed = reference.GetProperty("weights_changed_by_merging").EnumerateArray().Select(item => item.GetString());
        Assert.Equal(changed, adapter.Branches.Select(branch => $"{branch.Name}.weight").Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Adapters))]
    public void Save_ReferenceAdapter_TensorsAndConfigAsPeftWroteThem(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Base(name);
        if (RefusedByName(model, name))
            return;
        string folder = Fixtures.Folder("lora", name);
        using var written = new TempFolder();
        using var adapter = LoraAdapter.Load(model, folder);
        adapter.Save(written, "../../" + Fixtures.Json(folder, "reference.json").GetProperty("base").GetString());
        using var expected = Checkpoint.Open(Path.Combine(folder, "adapter_model.safetensors"));
        using var actual = Checkpoint.Open(written.File("adapter_model.safetensors"));
        Assert.Equal(expected.Sha256(), actual.Sha256());
        var peft = Fixtures.Json(folder, "adapter_config.json");
        foreach (var property in Fixtures.Json(written, "adapter_config.json").EnumerateObject())
            Assert.Equal(Comparable(peft.GetProperty(property.Name)), Comparable(property.Value));
    }

    /// <summary>A value as text; PEFT writes the targets in no order.</summary>
    private static string Comparable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(" ", value.EnumerateArray().Select(item => item.ToString()).Order(StringComparer.Ordinal)),
        JsonValueKind.Object => string.Join(" ", value.EnumerateObject().Select(item => $"{item.Name}={item.Value}")),
        JsonValueKind.Number => value.GetDouble().ToString(),
        _ => value.ToString(),
    };

    private static CausalModel Base(string name)
    {
        string folder = Fixtures.Folder("lora", name);
        string source = Fixtures.Json(folder, "reference.json").GetProperty("base").GetString()!;
        return Fixtures.Supported(() => ReferenceModel.Load(Fixtures.Folder(source)));
    }

    /// <summary>DoRA is not supported: then the adapter must be refused and the switch named.</summary>
    private static bool RefusedByName(CausalModel model, string name)
    {
        string folder = Fixtures.Folder("lora", name);
        if (!Fixtures.Json(folder, "adapter_config.json").GetProperty("use_dora").GetBoolean())
            return false;
        var error = Assert.Throws<UnsupportedModelException>(() => LoraAdapter.Load(model, folder));
        Assert.Contains("use_dora", error.Message, StringComparison.Ordinal);
        return true;
    }
}
