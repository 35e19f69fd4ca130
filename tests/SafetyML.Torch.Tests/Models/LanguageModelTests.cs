using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public sealed class LanguageModelTests : IDisposable
{
    private readonly TempFolder folder = new();

    public LanguageModelTests()
    {
        Some.WriteModel(folder.File("base"));
        Some.WriteTokenizer(folder.File("base"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_Folder_HasAllParts()
    {
        using var model = Load("base");
        Assert.Equal(Some.Vocabulary, model.Tokenizer.VocabularySize);
        Assert.Equal(Some.Config.HiddenSize, model.Config.HiddenSize);
        Assert.Equal(ScalarType.Float32, model.Network.ScalarType);
        Assert.Equal(LanguageModel.Identify(model.Folder), model.WeightsSha256);
    }

    [Fact]
    public void Load_TypeGiven_HoldsWeightsInIt()
    {
        using var model = LanguageModel.Load(folder.File("base"), new LanguageModelOptions { ScalarType = ScalarType.BFloat16, Device = "cpu" });
        Assert.Equal(ScalarType.BFloat16, model.Network.ScalarType);
    }

    [Fact]
    public void Load_Float16OnProcessor_HoldsBFloat16()
    {
        Some.WriteModel(folder.File("base"), type: ScalarType.Float16);
        using var model = Load("base");
        Assert.Equal(ScalarType.BFloat16, model.Network.ScalarType);
    }

    [Fact]
    public void Load_TokenizerOfAnotherModel_NamesBothSizes()
    {
        Some.WriteTokenizer(folder.File("base"), Some.Vocabulary + 1);
        Fails.Saying<CheckpointFormatException>(
            "the tokenizer has 62 tokens but config.json has vocab_size 61. They belong to different models.", () => Load("base"));
    }

    [Fact]
    public void Save_MergedAdapter_LoadsWithTheSameLogits()
    {
        using var scope = NewDisposeScope();
        int[] ids = Some.Ids(9);
        using var model = Load("base");
        using var adapter = LoraAdapter.Attach(model.Network, new LoraOptions { TargetModules = [LoraOptions.AllLinear] }, seed: 1);
        using (no_grad())
            adapter.Flat.fill_(0.02f);
        adapter.Merge();
        model.Save(folder.File("merged"));
        using var merged = Load("merged");
        Near.Same(Some.Logits(model.Network, ids), Some.Logits(merged.Network, ids));
        Assert.NotEqual(model.WeightsSha256, merged.WeightsSha256);
        var files = Directory.GetFiles(folder.File("merged")).Select(file => Path.GetFileName(file)).Order();
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], files);
    }

    [Fact]
    public void Save_TypeOfMemory_IsWrittenToConfig()
    {
        using var model = LanguageModel.Load(folder.File("base"), new LanguageModelOptions { ScalarType = ScalarType.BFloat16, Device = "cpu" });
        model.Save(folder.File("narrow"));
        Assert.Equal(ScalarType.BFloat16, ModelConfig.Load(folder.File("narrow")).ScalarType);
        using var checkpoint = Checkpoint.Open(folder.File("narrow"));
        Assert.Equal(ScalarType.BFloat16, checkpoint.Info("model.norm.weight").Type);
    }

    [Fact]
    public void Write_SmallShards_LoadsWithTheSameWeights()
    {
        using var model = Load("base");
        ModelFolder.Write(model, folder.File("sharded"), shardBytes: 6000, CancellationToken.None);
        Assert.True(Directory.GetFiles(folder.File("sharded"), "model-*-of-*.safetensors").Length > 2);
        Assert.Equal(model.WeightsSha256, LanguageModel.Identify(folder.File("sharded")));
    }

    [Fact]
    public void Save_UnmergedAdapter_IsRefused()
    {
        using var model = Load("base");
        using var adapter = LoraAdapter.Attach(model.Network, new LoraOptions(), seed: 1);
        Fails.Saying<InvalidOperationException>("The model carries an adapter that is not merged.", () => model.Save(folder.File("new")));
    }

    [Fact]
    public void Save_FolderNotEmpty_IsRefusedAndUntouched()
    {
        using var model = Load("base");
        string identity = model.WeightsSha256;
        Fails.Saying<IOException>("is not empty. Give a new folder, or empty it first.", () => model.Save(model.Folder));
        Assert.Equal(identity, LanguageModel.Identify(model.Folder));
    }

    [Fact]
    public void Save_Cancelled_LeavesNothing()
    {
        using var model = Load("base");
        Assert.Throws<OperationCanceledException>(() => model.Save(folder.File("new"), new CancellationToken(canceled: true)));
        Assert.Equal([folder.File("base")], Directory.GetFileSystemEntries(folder));
    }

    private LanguageModel Load(string name) => LanguageModel.Load(folder.File(name), new LanguageModelOptions { Device = "cpu" });
}
