using SafetyML.Torch.Encoders;

namespace SafetyML.Scoring;

/// <summary>One user's hold on an encoder.</summary>
internal sealed class EncoderLease(TextClassifier classifier, Action release) : IDisposable
{
    private int _ended;

    /// <summary>A scorer that nobody disposed gives its hold back when it is collected.</summary>
    ~EncoderLease() => End();

    public TextClassifier Classifier => classifier;

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            release();
    }
}
