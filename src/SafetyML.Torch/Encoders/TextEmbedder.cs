using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>A bare encoder and its tokenizer, which make one vector of a text. Safe for several threads.</summary>
public sealed class TextEmbedder : IDisposable
{
    private readonly EncoderModel network;

    private TextEmbedder(ModelTokenizer tokenizer, EncoderModel network, TextEmbedderOptions options)
    {
        Tokenizer = tokenizer;
        this.network = network;
        Options = options;
    }

    /// <summary>The shape of the model; the width of a vector is its <see cref="EncoderConfig.HiddenSize"/>.</summary>
    public EncoderConfig Config => network.Config;

    /// <summary>The folder's tokenizer.</summary>
    public ModelTokenizer Tokenizer { get; }

    /// <summary>How vectors are made.</summary>
    public TextEmbedderOptions Options { get; }

    /// <summary>Loads configuration, tokenizer and weights of a Hugging Face folder; heads that it holds are not read.</summary>
    /// <exception cref="Checkpoints.CheckpointFormatException">A file is malformed, or the files contradict each other.</exception>
    /// <exception cref="UnsupportedModelException">The architecture is not supported.</exception>
    public static TextEmbedder Load(string folder, TextEmbedderOptions? options = null)
    {
        options ??= new TextEmbedderOptions();
        options.Model.Validate();
        var (config, tokenizer) = EncoderFiles.Open(folder);
        return new TextEmbedder(tokenizer, EncoderFiles.Network(folder, options.Model, (checkpoint, type, device) => EncoderModel.LoadBare(checkpoint, config, type, device)), options);
    }

    /// <summary>The vectors (texts, H) in the order of the texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="maxTokens">Longer ones are cut to this many tokens with the special ones; the model's own limit counts too.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    public float[][] Embed(IReadOnlyList<string> texts, int maxTokens = 512, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Vectors(network, Options, TextEncoding.Encode(Tokenizer, Config, [.. texts.Select(text => new TextPair(text))], maxTokens), cancellationToken);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => network.Dispose();

    internal static float[][] Vectors(EncoderModel network, TextEmbedderOptions options, IReadOnlyList<EncodedText> texts, CancellationToken cancellationToken = default) =>
        EncoderBatches.Run(network, texts, options.Pooling, vectors => Finish(vectors, options.Normalize), cancellationToken);

    /// <summary>Divides by the Euclidean length on request; a zero vector stays zero.</summary>
    private static Tensor Finish(Tensor vectors, bool normalize) =>
        normalize ? vectors / linalg.vector_norm(vectors, dims: [-1], keepdim: true).clamp_min(1e-12) : vectors;
}
