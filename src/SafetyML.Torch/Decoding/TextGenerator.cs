using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Decoding;

/// <summary>Answers prompts with a language model. May be used by several threads at once.</summary>
public sealed class TextGenerator
{
    private readonly CausalModel network;
    private readonly ModelTokenizer? tokenizer;

    /// <summary>Answers with a model, and its adapter if it has one. The model stays the caller's to dispose.</summary>
    public TextGenerator(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (network, tokenizer) = (model.Network, model.Tokenizer);
    }

    /// <summary>Answers prompts of token ids with a bare network; the texts are empty.</summary>
    internal TextGenerator(CausalModel network) => this.network = network;

    /// <summary>Answers prompts given as text; the tokenizer adds the special tokens that the model expects in front.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="options">How to decode; null for the defaults.</param>
    /// <param name="progress">Told whenever an answer is complete.</param>
    /// <param name="cancellationToken">Looked at between tokens.</param>
    /// <returns>An answer per prompt, in their order.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="PromptLengthException">A prompt is empty or fills the context.</exception>
    public IReadOnlyList<Generation> Generate(
        IReadOnlyList<string> prompts, DecodingOptions? options = null, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return Generate([.. prompts.Select(Encode)], options, progress, cancellationToken);
    }

    /// <summary>Answers prompts given as token ids.</summary>
    /// <inheritdoc cref="Generate(IReadOnlyList{string}, DecodingOptions?, IProgress{GenerationProgress}?, CancellationToken)"/>
    public IReadOnlyList<Generation> Generate(
        IReadOnlyList<int[]> prompts, DecodingOptions? options = null, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return NewCall(prompts, options).Run(progress, cancellationToken);
    }

    /// <summary>Answers one prompt and gives the text as it becomes certain; together the chunks are <see cref="Generation.Text"/>.</summary>
    /// <remarks>A beam search gives what all its beams agree on, so its chunks are fewer and longer.</remarks>
    /// <param name="prompt">The prompt.</param>
    /// <param name="options">How to decode; null for the defaults.</param>
    /// <param name="cancellationToken">Looked at between tokens.</param>
    public IEnumerable<string> Stream(string prompt, DecodingOptions? options = null, CancellationToken cancellationToken = default) =>
        Stream(Encode(prompt), options, cancellationToken);

    /// <inheritdoc cref="Stream(string, DecodingOptions?, CancellationToken)"/>
    public IEnumerable<string> Stream(int[] prompt, DecodingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return NewCall([prompt], options).Stream(cancellationToken);
    }

    private int[] Encode(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return tokenizer?.Encode(prompt) ?? throw new InvalidOperationException("Without a tokenizer prompts must be token ids.");
    }

    private DecodingCall NewCall(IReadOnlyList<int[]> prompts, DecodingOptions? options) => new(network, tokenizer, prompts, options ?? new());
}
