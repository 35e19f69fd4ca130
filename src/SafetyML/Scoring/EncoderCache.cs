using SafetyML.Torch.Encoders;

namespace SafetyML.Scoring;

/// <summary>Loads each encoder once and frees it when the last scorer that uses it is disposed.</summary>
internal static class EncoderCache
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<EncoderPlace, Shared> Encoders = [];

    /// <summary>The encoder at a place, loaded if it is not; the caller disposes the lease.</summary>
    public static EncoderLease Rent(EncoderPlace place)
    {
        var key = place.Full();
        Shared shared;
        lock (Gate)
        {
            if (!Encoders.TryGetValue(key, out shared!))
                Encoders[key] = shared = new Shared(key);
            shared.Leases++;
        }
        try
        {
            return new EncoderLease(shared.Encoder, () => Return(shared));
        }
        catch
        {
            Return(shared);
            throw;
        }
    }

    /// <summary>How many leases the encoder at a place has; 0 when it is not loaded.</summary>
    public static int LeasesOf(EncoderPlace place)
    {
        lock (Gate)
            return Encoders.TryGetValue(place.Full(), out var shared) ? shared.Leases : 0;
    }

    private static void Return(Shared shared)
    {
        lock (Gate)
        {
            if (--shared.Leases > 0)
                return;
            Encoders.Remove(shared.Place);
        }
        shared.Free();
    }

    private sealed class Shared(EncoderPlace place)
    {
        private readonly Lazy<TextClassifier> _encoder = new(place.Load);

        public EncoderPlace Place => place;

        public TextClassifier Encoder => _encoder.Value;

        public int Leases { get; set; }

        public void Free()
        {
            if (_encoder.IsValueCreated)
                _encoder.Value.Dispose();
        }
    }
}
