using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>The largest scores of each row of a vocabulary, several times faster than sorting whole rows out.</summary>
internal static class TopTokens
{
    private const long Width = 256;

    /// <summary>The <paramref name="count"/> largest of each row of (rows, vocabulary) and their columns, both (rows, count), largest first.</summary>
    /// <remarks>They lie in the <paramref name="count"/> blocks of columns with the largest maxima, or behind the last whole block: only those are searched.</remarks>
    public static (Tensor Scores, Tensor Ids) Of(Tensor scores, int count)
    {
        long rows = scores.shape[0], vocabulary = scores.shape[1], blocks = vocabulary / Width, rest = vocabulary % Width;
        if (blocks <= count)
            return scores.topk(count);
        using var scope = NewDisposeScope();
        var whole = scores.narrow(1, 0, vocabulary - rest).view(rows, blocks, Width);
        var (_, best) = whole.amax(2).topk(count);                                                            // (rows, count)
        var places = best.unsqueeze(2);
        var found = whole.gather(1, places.expand(rows, count, Width)).view(rows, -1);
        var columns = ((places * Width) + arange(Width, device: scores.device)).view(rows, -1);
        if (rest > 0)
        {
            found = cat([found, scores.narrow(1, vocabulary - rest, rest)], 1);
            columns = cat([columns, arange(vocabulary - rest, vocabulary, device: scores.device).expand(rows, rest)], 1);
        }
        var (values, order) = found.topk(count);
        return (values.MoveToOuterDisposeScope(), columns.gather(1, order).MoveToOuterDisposeScope());
    }
}
