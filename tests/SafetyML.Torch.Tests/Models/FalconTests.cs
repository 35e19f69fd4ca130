using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class FalconTests
{
    private const string Sizes = "\"vocab_size\":11,\"hidden_size\":12,\"num_hidden_layers\":2";
    private const string Style7B = $$"""{"model_type":"falcon",{{Sizes}},"num_attention_heads":3,"multi_query":true,"parallel_attn":true}""";
    private const string Style40B =
        $$"""{"model_type":"falcon",{{Sizes}},"num_attention_heads":6,"num_kv_heads":2,"new_decoder_architecture":true,"bias":true}""";

    private const string Serial =
        $$"""{"model_type":"falcon",{{Sizes}},"num_attention_heads":3,"multi_query":false,"parallel_attn":false,"bias":true}""";

    /// <summary>The last row of the logits of transformers 4.40.2 with the weights of <see cref="Fill"/>.</summary>
    [Theory]
    [InlineData(Style40B, new[] { -1.50794, 1.13681, 1.55421, -1.07355, -1.59791, 1.00852, 1.63896, -0.94181, -1.67729, 0.87354, 1.71285 })]
    [InlineData(Style7B, new[] { 1.36314, -3.40348, -1.50167, 3.34236, 1.63771, -3.2757, -1.77103, 3.20362, 1.90143, -3.12623, -2.02867 })]
    [InlineData(Serial, new[] { 2.11949, -3.0533, -2.24376, 2.96197, 2.36432, -2.86574, -2.48096, 2.76476, 2.59349, -2.6592, -2.70172 })]
    public void Logits_EveryStyleOfBlock_AsReference(string json, double[] expected)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        using var model = Model(folder, json);
        var logits = Some.Logits(model, 3, 7, 4, 9, 5)[-1];
        Near.Check(tensor(expected, ScalarType.Float32), logits, 1e-4, "logits");
    }

    [Theory]
    [InlineData(Style7B, true, true, 1)]
    [InlineData(Style40B, true, false, 2)]
    [InlineData(Serial, false, false, 3)]
    [InlineData($$"""{"model_type":"RefinedWebModel",{{Sizes}},"n_head":3,"n_layer":2,"multi_query":true}""", true, true, 1)]
    [InlineData($$"""{"model_type":"RefinedWeb",{{Sizes}},"n_head":6,"n_layer":2,"n_head_kv":2,"bias":false}""", true, false, 2)]
    [InlineData(
        $$"""{"model_type":"falcon",{{Sizes}},"num_attention_heads":6,"num_kv_heads":3,"new_decoder_architecture":true,"num_ln_in_parallel_attn":1}""", true, true, 3)]
    public void Load_KeysOfEveryRelease_SayTheStyle(string json, bool parallel, bool sharesNorm, int keyHeads)
    {
        using var folder = new TempFolder();
        var config = Config(folder, json);
        Assert.Equal(("falcon", parallel, sharesNorm, keyHeads), (config.ModelType, config.IsParallel, config.SharesNorm, config.KeyValueHeadCount));
        Assert.Equal((48, true, false, 1e-5, true), (config.IntermediateSize, config.UsesLayerNorm, config.HasGate, config.NormEpsilon, config.TiesEmbeddings));
        Assert.Equal([11], config.EndOfTextIds);
    }

    [Theory]
    [InlineData("\"alibi\":true", "alibi is not supported. Supported: rotary positions (\"alibi\": false).")]
    [InlineData("\"activation\":\"relu\"", "activation 'relu' is not supported. Supported: gelu.")]
    [InlineData("\"num_ln_in_parallel_attn\":3", "num_ln_in_parallel_attn 3 is not supported. Supported: 1, 2.")]
    public void Load_UnsupportedSetting_IsRefusedByName(string setting, string message)
    {
        using var folder = new TempFolder();
        Fails.Saying<UnsupportedModelException>(message, () => Config(folder, $$"""{"model_type":"falcon",{{Sizes}},"num_attention_heads":3,{{setting}}}"""));
    }

    [Fact]
    public void Attach_NoTargetsNamed_TakesTheFusedProjection()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        using var model = Model(folder, Style7B);
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        Assert.Equal(
            ["transformer.h.0.self_attention.query_key_value", "transformer.h.1.self_attention.query_key_value"],
            adapter.Branches.Select(branch => branch.Name));
        Assert.Equal(["query_key_value"], adapter.Options.TargetModules!);
    }

    private static ModelConfig Config(TempFolder folder, string json)
    {
        File.WriteAllText(folder.File("config.json"), json);
        return ModelConfig.Load(folder);
    }

    private static CausalModel Model(TempFolder folder, string json)
    {
        var config = Config(folder, json);
        SafetensorsWriter.Write(folder.File("model.safetensors"), CausalLayout.Tensors(config).ToDictionary(item => item.Name, item => Fill(item.Name, item.Shape)));
        using var checkpoint = Checkpoint.Open(folder);
        return CausalModel.Load(checkpoint, config);
    }

    /// <summary>0.4 · sin(1.7 i + length of the name), and 1 more in the weights of norms.</summary>
    private static Tensor Fill(string name, long[] shape)
    {
        bool isNorm = (name.Contains("ln_", StringComparison.Ordinal) || name.Contains("layernorm", StringComparison.Ordinal))
            && name.EndsWith("weight", StringComparison.Ordinal);
        long count = shape.Aggregate(1L, (product, size) => product * size);
        var values = Enumerable.Range(0, (int)count).Select(i => (float)((isNorm ? 1 : 0) + (0.4 * Math.Sin((1.7 * i) + name.Length))));
        return tensor(values.ToArray()).view(shape);
    }
}
