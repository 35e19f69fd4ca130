using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class CausalModelTests
{
    [Fact]
    public void Load_AnyModel_ParametersHaveTheCheckpointsNamesAndAreFrozen()
    {
        using var model = Some.Model();
        Assert.Equal(CausalLayout.Tensors(Some.Config).Select(item => item.Name).Order(), model.named_parameters().Select(item => item.name).Order());
        Assert.All(model.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.False(model.training);
    }

    [Fact]
    public void Load_TypeGiven_ConvertsEveryWeight()
    {
        using var model = Some.Model(type: ScalarType.BFloat16);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.BFloat16, parameter.dtype));
        Assert.Equal(ScalarType.BFloat16, model.ScalarType);
    }

    [Fact]
    public void Load_InsideDisposeScope_WeightsOutliveIt()
    {
        CausalModel model;
        using (NewDisposeScope())
            model = Some.Model();
        using var logits = Some.Logits(model, 3, 4);
        Assert.Equal([2, Some.Vocabulary], logits.shape);
        model.Dispose();
    }

    [Fact]
    public void Logits_TiedHead_IsTheEmbedding()
    {
        using var model = Some.Model(Some.Config with { TiesEmbeddings = true });
        Assert.Equal(model.named_parameters().Single(item => item.name == "model.embed_tokens.weight").parameter.Handle, model.Head.Handle);
    }

    [Fact]
    public void Logits_BFloat16_NearFloat32()
    {
        using var scope = NewDisposeScope();
        using var wide = Some.Model();
        using var narrow = Some.Model(type: ScalarType.BFloat16);
        int[] ids = Some.Ids(12);
        var expected = Some.Logits(wide, ids);
        Near.Check(expected, Some.Logits(narrow, ids), 0.05 * expected.abs().max().item<float>());
    }

    [Fact]
    public void Load_RotaryFrequenciesStored_AreIgnored()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.layers.0.self_attn.rotary_emb.inv_freq"] = ones(3);
        Load(weights).Dispose();
    }

    [Fact]
    public void Load_HeadStoredThoughTied_IsIgnored()
    {
        using var scope = NewDisposeScope();
        var config = Some.Config with { TiesEmbeddings = true };
        var weights = Some.Weights(config);
        weights["lm_head.weight"] = ones(1);
        Load(weights, config).Dispose();
    }

    [Fact]
    public void Load_TensorMissing_NamesIt()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights.Remove("model.norm.weight");
        Refused(weights, "1 tensor is missing: model.norm.weight.");
    }

    [Fact]
    public void Load_ManyTensorsMissing_NamesTen()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config).Where(item => !item.Key.Contains("layers", StringComparison.Ordinal)).ToDictionary();
        Refused(weights, "27 tensors are missing: model.layers.0.input_layernorm.weight, ", "model.layers.1.input_layernorm.weight, ...");
    }

    [Fact]
    public void Load_TensorUnknown_NamesIt()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.layers.0.self_attn.q_proj.bias"] = ones(24);
        Refused(weights, "1 tensor is not part of this architecture: model.layers.0.self_attn.q_proj.bias.");
    }

    [Fact]
    public void Load_ShapeContradictsConfig_NamesBothShapes()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.layers.1.mlp.up_proj.weight"] = ones(20, 28);
        Refused(weights, "model.layers.1.mlp.up_proj.weight is (20, 28), not (28, 20).");
    }

    [Fact]
    public void Load_WeightNotANumber_NamesTensor()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.norm.weight"][3] = float.NaN;
        Refused(weights, "tensor 'model.norm.weight' holds NaN or an infinity");
    }

    private static void Refused(Dictionary<string, Tensor> weights, params string[] parts)
    {
        string message = Assert.Throws<CheckpointFormatException>(() => Load(weights)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static CausalModel Load(Dictionary<string, Tensor> weights, ModelConfig? config = null)
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder.File("model.safetensors"), weights);
        using var checkpoint = Checkpoint.Open(folder);
        return CausalModel.Load(checkpoint, config ?? Some.Config);
    }
}
