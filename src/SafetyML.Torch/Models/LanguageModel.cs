using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tokenization;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>A causal language model with its tokenizer, from one Hugging Face folder.</summary>
public sealed class LanguageModel : IDisposable
{
    private readonly Lazy<string> weightsSha256;

    private LanguageModel(string folder, ModelConfig config, ModelTokenizer tokenizer, CausalModel network)
    {
        Folder = folder;
        Config = config;
        Tokenizer = tokenizer;
        Network = network;
        weightsSha256 = new Lazy<string>(() => Identify(folder));
    }

    /// <summary>The folder that was loaded.</summary>
    public string Folder { get; }

    /// <summary>The shape of the model.</summary>
    public ModelConfig Config { get; }

    /// <summary>The folder's tokenizer.</summary>
    public ModelTokenizer Tokenizer { get; }

    /// <summary>The network with frozen weights.</summary>
    public CausalModel Network { get; }

    /// <summary>The identity of the stored weights, as <see cref="Checkpoint.Sha256"/> gives it; computed when first asked for.</summary>
    public string WeightsSha256 => weightsSha256.Value;

    /// <summary>Loads configuration, tokenizer and weights.</summary>
    /// <exception cref="CheckpointFormatException">A file is malformed, or the files contradict each other.</exception>
    /// <exception cref="UnsupportedModelException">The architecture is not supported.</exception>
    public static LanguageModel Load(string folder, LanguageModelOptions? options = null)
    {
        options ??= new LanguageModelOptions();
        options.Validate();
        var config = ModelConfig.Load(folder);
        var device = Devices.Select(options.Device);
        var tokenizer = ModelTokenizer.Load(folder);
        if (tokenizer.VocabularySize > config.VocabularySize)
            throw new CheckpointFormatException(
                $"{folder}: the tokenizer has {tokenizer.VocabularySize} tokens but config.json has vocab_size {config.VocabularySize}. " +
                "They belong to different models.");
        using var checkpoint = Checkpoint.Open(folder);
        CausalLayout.Check(config, checkpoint);
        var type = options.ScalarType ?? Devices.Resident(checkpoint.Info(CausalNames.Of(config).EmbeddingWeight).Type, device);
        return new LanguageModel(folder, config, tokenizer, CausalModel.Load(checkpoint, config, type, device));
    }

    /// <summary>The identity of the weights in a folder, without loading them.</summary>
    public static string Identify(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return checkpoint.Sha256();
    }

    /// <summary>Writes the model, with a merged adapter if it has one, as a Hugging Face folder.</summary>
    /// <param name="folder">A folder that does not exist yet or is empty; it appears when complete.</param>
    /// <param name="cancellationToken">Stops between tensors; nothing is left behind.</param>
    /// <exception cref="InvalidOperationException">An adapter is attached and not merged.</exception>
    public void Save(string folder, CancellationToken cancellationToken = default)
    {
        if (Network.Projections().Any(item => item.Projection.Branch is not null))
            throw new InvalidOperationException("The model carries an adapter that is not merged. Merge it before saving, or save the adapter alone.");
        ModelFolder.Write(this, folder, ModelFolder.ShardBytes, cancellationToken);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => Network.Dispose();
}
