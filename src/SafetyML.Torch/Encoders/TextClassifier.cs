using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>
/// An encoder with a sequence-classification head and its tokenizer: BERT, ELECTRA, RoBERTa, DeBERTa-v2 or v3. Safe for several threads.
/// </summary>
public sealed class TextClassifier : IDisposable
{
    private readonly Lazy<string> weightsSha256;

    private TextClassifier(string folder, ModelTokenizer tokenizer, EncoderModel network, Func<string> identify)
    {
        Folder = folder;
        Tokenizer = tokenizer;
        Network = network;
        weightsSha256 = new Lazy<string>(identify);
    }

    /// <summary>The folder that was loaded; of a trained classifier, that of the encoder it was trained from.</summary>
    public string Folder { get; }

    /// <summary>The shape of the model.</summary>
    public EncoderConfig Config => Network.Config;

    /// <summary>The folder's tokenizer.</summary>
    public ModelTokenizer Tokenizer { get; }

    /// <summary>The names of the outputs: those of <c>id2label</c>, else LABEL_0 and so on.</summary>
    public IReadOnlyList<string> Labels => Config.Labels;

    /// <summary>The identity of the weights, as <see cref="Checkpoint.Sha256"/> gives it; computed when first asked for.</summary>
    public string WeightsSha256 => weightsSha256.Value;

    internal EncoderModel Network { get; }

    /// <summary>Loads configuration, tokenizer and weights.</summary>
    /// <param name="folder">A Hugging Face folder with a sequence-classification head.</param>
    /// <param name="options">Type and device of the weights; float32 if the type is null, whatever is stored.</param>
    /// <exception cref="MissingHeadException">The folder holds an encoder without a head.</exception>
    /// <exception cref="CheckpointFormatException">A file is malformed, or the files contradict each other.</exception>
    /// <exception cref="UnsupportedModelException">The architecture is not supported.</exception>
    public static TextClassifier Load(string folder, LanguageModelOptions? options = null)
    {
        options ??= new LanguageModelOptions();
        options.Validate();
        var (config, tokenizer) = EncoderFiles.Open(folder);
        var network = EncoderFiles.Network(folder, options, (checkpoint, type, device) => EncoderModel.LoadClassifier(checkpoint, config, type, device));
        return new TextClassifier(folder, tokenizer, network, () => LanguageModel.Identify(folder));
    }

    /// <summary>The head's outputs (texts, labels), before any softmax or sigmoid, in the order of the texts.</summary>
    /// <param name="texts">Texts or pairs.</param>
    /// <param name="maxTokens">Longer ones are cut to this many tokens with the special ones, the longer of a pair first; the model's own limit counts too.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    public float[][] Logits(IReadOnlyList<TextPair> texts, int maxTokens = 512, CancellationToken cancellationToken = default) =>
        EncoderBatches.Run(
            Network, TextEncoding.Encode(Tokenizer, Config, texts, maxTokens), Config.HeadPooling, vectors => Network.Head!.Logits(vectors), cancellationToken);

    /// <summary>Writes a Hugging Face folder: configuration with the labels, weights under the family's names, tokenizer files.</summary>
    /// <param name="folder">A folder that does not exist yet or is empty; it appears when complete.</param>
    /// <exception cref="IOException">The folder is not empty.</exception>
    public void Save(string folder) => EncoderFolder.Write(this, folder);

    /// <summary>Frees the weights.</summary>
    public void Dispose() => Network.Dispose();

    /// <summary>A classifier of a network that was trained in memory from the encoder in <paramref name="folder"/>.</summary>
    internal static TextClassifier Of(string folder, ModelTokenizer tokenizer, EncoderModel network) => new(folder, tokenizer, network,
        () => WeightIdentity.Compute(network.named_parameters().ToDictionary(item => item.name, item => (Tensor)item.parameter)));
}
