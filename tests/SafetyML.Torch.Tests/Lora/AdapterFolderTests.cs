using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Checkpoints.Pickle;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Lora;

public sealed class AdapterFolderTests : IDisposable
{
    private const string WeightFile = "adapter_model.safetensors";
    private const string FirstA = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";

    private readonly TempFolder folder = new();
    private readonly CausalModel model = Some.Model();

    public void Dispose()
    {
        folder.Dispose();
        model.Dispose();
    }

    [Fact]
    public void Load_SavedAdapter_SameWeightsAndOptions()
    {
        using var scope = NewDisposeScope();
        var ranks = new Dictionary<string, int> { ["layers.1.self_attn.o_proj"] = 5 };
        var options = new LoraOptions { Rank = 3, Alpha = 6, UseRankStabilized = true, TargetModules = ["o_proj"], RankPattern = ranks };
        var flat = Save(options);
        using var loaded = LoraAdapter.Load(model, folder);
        Near.Same(flat, loaded.Flat);
        Assert.Equal((3, 6d, 0.05, true), (loaded.Options.Rank, loaded.Options.Alpha, loaded.Options.Dropout, loaded.Options.UseRankStabilized));
        Assert.Equal(6 / Math.Sqrt(5), loaded.Branches[1].Scale, 1e-12);
    }

    [Fact]
    public void Save_AnyAdapter_KeysAsPeftWritesThem()
    {
        Save(new LoraOptions { TargetModules = ["q_proj"] });
        using var checkpoint = Checkpoint.Open(folder.File(WeightFile));
        Assert.Equal(FirstA, checkpoint.Names.Order(StringComparer.Ordinal).First());
        Assert.Equal(6, checkpoint.Names.Count);
        var config = Fixtures.Json(folder, "adapter_config.json");
        Assert.Equal("LORA", config.GetProperty("peft_type").GetString());
        Assert.Equal("some/base", config.GetProperty("base_model_name_or_path").GetString());
        Assert.Equal(16, config.GetProperty("lora_alpha").GetInt32());
        Assert.Equal("CAUSAL_LM", config.GetProperty("task_type").GetString());
    }

    [Fact]
    public void Save_AllLinear_NamesEveryLayer()
    {
        Save(new LoraOptions { TargetModules = [LoraOptions.AllLinear] });
        Assert.Equal(21, Fixtures.Json(folder, "adapter_config.json").GetProperty("target_modules").GetArrayLength());
        using var loaded = LoraAdapter.Load(model, folder);
        Assert.Equal(21, loaded.Branches.Count);
    }

    [Fact]
    public void Load_TargetsArePattern_MatchesTheWholePath()
    {
        Save(new LoraOptions { TargetModules = ["q_proj"] });
        Change("target_modules", @".*\.self_attn\.q_proj");
        using var loaded = LoraAdapter.Load(model, folder);
        Assert.Equal(3, loaded.Branches.Count);
    }

    [Theory]
    [InlineData("use_dora", true, "use_dora (true) is not supported")]
    [InlineData("bias", "lora_only", "bias 'lora_only' is not supported. Supported: none.")]
    [InlineData("fan_in_fan_out", true, "fan_in_fan_out (true) is not supported")]
    [InlineData("peft_type", "IA3", "peft_type 'IA3' is not supported. Supported: LORA.")]
    [InlineData("init_lora_weights", "pissa", "init_lora_weights 'pissa' is not supported")]
    [InlineData("some_switch_of_tomorrow", 3, "some_switch_of_tomorrow (3) is not supported")]
    public void Load_SwitchNotSupported_IsRefusedByName(string key, object value, string message)
    {
        Save(new LoraOptions());
        Change(key, JsonValue.Create(value)!);
        Fails.Saying<UnsupportedModelException>(message, () => LoraAdapter.Load(model, folder));
    }

    [Theory]
    [InlineData("modules_to_save")]
    [InlineData("layer_replication")]
    [InlineData("layers_to_transform")]
    [InlineData("trainable_token_indices")]
    public void Load_ListNotSupported_IsRefusedByName(string key)
    {
        Save(new LoraOptions());
        Change(key, new JsonArray(1));
        Fails.Saying<UnsupportedModelException>($"{key} ([1]) is not supported", () => LoraAdapter.Load(model, folder));
    }

    [Fact]
    public void Load_TensorMissing_NamesIt()
    {
        Save(new LoraOptions());
        Rewrite(tensors => tensors.Remove(FirstA));
        Refused($"'{FirstA}' is missing.");
    }

    [Fact]
    public void Load_TensorUnknown_NamesIt()
    {
        Save(new LoraOptions());
        Rewrite(tensors => tensors["base_model.model.lm_head.lora_A.weight"] = zeros(1));
        Refused("'base_model.model.lm_head.lora_A.weight' matches no target of adapter_config.json in this model.");
    }

    [Fact]
    public void Load_AdapterOfAnotherBase_NamesBothShapes()
    {
        Save(new LoraOptions());
        using var other = Some.Model(Some.Config with { HiddenSize = 24 });
        Fails.Saying<AdapterMismatchException>(
            $"'{FirstA}' is (4, 20), but this model needs (4, 24). The adapter belongs to another base model.", () => LoraAdapter.Load(other, folder));
        Assert.All(other.Projections(), item => Assert.Null(item.Projection.Branch));
    }

    [Fact]
    public void Load_ConfigWithoutRank_Says()
    {
        Save(new LoraOptions());
        Change("r", null);
        Fails.Saying<CheckpointFormatException>("adapter_config.json: \"r\" is missing.", () => LoraAdapter.Load(model, folder));
    }

    [Theory]
    [InlineData("target_modules", "\"(\"", "target_modules '(' is not a regular expression.")]
    [InlineData("lora_dropout", "2", "Dropout is 2; it must be at least 0 and below 1.")]
    [InlineData("rank_pattern", "{\"q_proj\":null}", "rank_pattern: \"q_proj\" is null; a number was expected.")]
    [InlineData("r", "4.5", "\"r\" is 4.5; a whole number was expected.")]
    public void Load_ValueWrong_NamesFileAndKey(string key, string value, string message)
    {
        Save(new LoraOptions());
        Change(key, JsonNode.Parse(value));
        string text = Assert.Throws<CheckpointFormatException>(() => LoraAdapter.Load(model, folder)).Message;
        Assert.StartsWith(folder.File("adapter_config.json"), text, StringComparison.Ordinal);
        Assert.EndsWith(message, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PatternTooSlow_IsStopped()
    {
        Save(new LoraOptions());
        Change("target_modules", @"(([a-z0-9_.])+)+!");
        Fails.Saying<CheckpointFormatException>("takes more than 1 s to match", () => LoraAdapter.Load(model, folder));
    }

    [Fact]
    public void Load_NoLayerMatches_Says()
    {
        Save(new LoraOptions());
        Change("target_modules", new JsonArray("query_key_value"));
        Refused("no layer of this model matches target_modules of adapter_config.json. The adapter belongs to another architecture.");
    }

    [Fact]
    public void Load_WeightNotANumber_NamesItAndLeavesTheModelAlone()
    {
        Save(new LoraOptions());
        Rewrite(tensors => tensors[FirstA][0, 0] = float.NaN);
        Fails.Saying<CheckpointFormatException>($"tensor '{FirstA}' holds NaN", () => LoraAdapter.Load(model, folder));
        Assert.All(model.Projections(), item => Assert.Null(item.Projection.Branch));
    }

    [Fact]
    public void Load_PickledWeights_AreReadAsTheOthers()
    {
        using var scope = NewDisposeScope();
        var flat = Save(new LoraOptions { TargetModules = ["q_proj"] });
        var pickle = PickleBytes.Begin().Code("}");
        List<(string Name, byte[] Content)> storages = [];
        using (var checkpoint = Checkpoint.Open(folder.File(WeightFile)))
            foreach (string name in checkpoint.Names)
            {
                var tensor = checkpoint.Read(name);
                string key = $"{storages.Count}";
                pickle.Text(name).Tensor("FloatStorage", key, tensor.numel(), 0, tensor.shape, [tensor.shape[1], 1]).Code("s");
                storages.Add(($"data/{key}", tensor.bytes.ToArray()));
            }
        File.Delete(folder.File(WeightFile));
        File.WriteAllBytes(folder.File("adapter_model.bin"), PickleBytes.Zip(pickle.Code(".").ToArray(), [.. storages]));
        using var loaded = LoraAdapter.Load(model, folder);
        Near.Same(flat, loaded.Flat);
    }

    [Fact]
    public void Load_FolderWithoutWeights_Says()
    {
        Save(new LoraOptions());
        File.Delete(folder.File(WeightFile));
        Fails.Saying<FileNotFoundException>($"{WeightFile}' was not found", () => LoraAdapter.Load(model, folder));
    }

    private void Refused(string message) => Fails.Saying<AdapterMismatchException>(message, () => LoraAdapter.Load(model, folder));

    private Tensor Save(LoraOptions options)
    {
        using var adapter = LoraAdapter.Attach(model, options, seed: 8);
        adapter.Save(folder, "some/base");
        return adapter.Flat.detach().clone();
    }

    private void Change(string key, JsonNode? value)
    {
        string path = folder.File("adapter_config.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json[key] = value;
        File.WriteAllText(path, json.ToJsonString());
    }

    private void Rewrite(Action<Dictionary<string, Tensor>> change)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors;
        using (var checkpoint = Checkpoint.Open(folder.File(WeightFile)))
            tensors = checkpoint.Names.ToDictionary(name => name, name => checkpoint.Read(name));
        change(tensors);
        SafetensorsWriter.Write(folder.File(WeightFile), tensors);
    }
}
