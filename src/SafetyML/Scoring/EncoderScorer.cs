using SafetyML.Answering;
using SafetyML.Torch.Encoders;

namespace SafetyML.Scoring;

/// <summary>Runs an encoder with a head over prompts and answers. Safe for several threads; disposing gives the encoder back.</summary>
internal sealed class EncoderScorer(ModelLease<TextClassifier> lease, ModelPlace? place, AnswerFormat format, int maxTokens, int batchSize, CancellationToken cancellationToken)
    : IDisposable
{
    private ModelPlace? _place = place;
    private volatile bool _disposed;

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Labels => lease.Model.Labels;

    public int BatchSize => batchSize;

    public bool IsDisposed => _disposed;

    /// <summary>The encoder in evidence.</summary>
    public string Name => (_place ?? new ModelPlace(lease.Model.Folder, default, "")).Name;

    public static EncoderScorer Open(string folder, EncoderOptions options, AnswerFormat format)
    {
        var place = options.Place(folder);
        return new EncoderScorer(Encoders.Loaded.Rent(place), place, options.Format ?? format, options.MaxTokens, options.BatchSize, options.CancellationToken);
    }

    /// <summary>The head's outputs (answers, labels), raw.</summary>
    public float[][] Logits(IReadOnlyList<PromptedAnswer> answers)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return lease.Model.Logits([.. answers.Select(row => AnswerText.Of(format, row))], maxTokens, cancellationToken);
    }

    /// <summary>Writes an encoder that was trained here; from then on the scorer can be saved.</summary>
    public void Write(string folder)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        lease.Model.Save(folder);
        _place = (_place ?? new ModelPlace(folder, default, "auto")) with { Path = folder };
    }

    /// <summary>What is saved of this scorer.</summary>
    /// <exception cref="InvalidOperationException">The encoder was trained here and is not on disk.</exception>
    public EncoderState ToState() => _place is null
        ? throw new InvalidOperationException("The encoder was trained in memory and is in no folder, and a saved model holds only where its encoder is. "
            + "Call SaveEncoder(folder) on the transformer first, or train with OutputFolder set.")
        : new EncoderState(_place with { Path = Path.GetFullPath(_place.Path) }, lease.Model.WeightsSha256, format, maxTokens, batchSize);

    public void Dispose()
    {
        _disposed = true;
        lease.Dispose();
    }
}
