using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Tokenised texts one after another on one token axis, without padding, as the tensors that an encoder reads.</summary>
internal sealed class EncoderRows : IDisposable
{
    private EncoderRows(EncoderConfig config, IReadOnlyList<EncodedText> texts, Device device)
    {
        Lengths = [.. texts.Select(text => (long)text.Ids.Length)];
        Ids = tensor(texts.SelectMany(text => text.Ids.Select(id => (long)id)).ToArray(), device: device).DetachFromDisposeScope();
        TypeIds = tensor(texts.SelectMany(text => text.TypeIds.Select(id => (long)id)).ToArray(), device: device).DetachFromDisposeScope();
        Positions = tensor(texts.SelectMany(text => PositionsOf(config, text.Ids)).ToArray(), device: device).DetachFromDisposeScope();
    }

    /// <summary>Tokens of each text.</summary>
    public long[] Lengths { get; }

    /// <summary>Token ids (N), int64.</summary>
    public Tensor Ids { get; }

    /// <summary>Segment of each token (N), int64.</summary>
    public Tensor TypeIds { get; }

    /// <summary>Row of each token in the position embedding (N), int64.</summary>
    public Tensor Positions { get; }

    public static EncoderRows Pack(EncoderConfig config, IReadOnlyList<EncodedText> texts, Device device) => new(config, texts, device);

    /// <summary>The place of each text's first token.</summary>
    public long[] Starts()
    {
        long at = 0;
        return [.. Lengths.Select(length => (at += length) - length)];
    }

    /// <summary>The mean (texts, H) of the hidden states (N, H) of each text's tokens.</summary>
    public Tensor Mean(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var owner = Lengths.SelectMany((length, text) => Enumerable.Repeat((long)text, (int)length)).ToArray();
        var sums = zeros([Lengths.Length, hidden.shape[1]], hidden.dtype, hidden.device).index_add(0, tensor(owner, device: hidden.device), hidden, 1);
        var counts = tensor(Lengths.Select(length => (float)length).ToArray(), device: hidden.device).unsqueeze(1);
        return (sums / counts).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Ids.Dispose();
        TypeIds.Dispose();
        Positions.Dispose();
    }

    /// <summary>From 0; RoBERTa counts from the place after its padding token's id, which stands for that token itself.</summary>
    private static IEnumerable<long> PositionsOf(EncoderConfig config, int[] ids)
    {
        if (!config.Family.IsRoberta)
            return Enumerable.Range(0, ids.Length).Select(position => (long)position);
        long last = config.PadId;
        return ids.Select(id => id == config.PadId ? config.PadId : ++last);
    }
}
