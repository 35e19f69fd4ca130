using SafetyML.Torch.Encoders;
using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>The vectors of a frozen encoder, computed once: it reads no text twice.</summary>
internal sealed class StoredVectors : ITextVectors, IDisposable
{
    private readonly Tensor vectors; // (texts, H)

    /// <summary>Reads the texts of all rows; a row's <see cref="ClassifierRow.First"/> is its place among them.</summary>
    public StoredVectors(EncoderModel model, IReadOnlyList<ClassifierRow> rows, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        float[][] all = EncoderBatches.Run(
            model, [.. rows.SelectMany(row => row.Texts)], model.Config.HeadPooling, vector => vector, cancellationToken);
        vectors = tensor(all.SelectMany(vector => vector).ToArray(), device: model.Device).view(all.Length, -1).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Read(IReadOnlyList<ClassifierRow> rows)
    {
        var places = rows.SelectMany(row => Enumerable.Range(row.First, row.Texts.Length)).Select(place => (long)place);
        return vectors.index_select(0, tensor(places.ToArray(), device: vectors.device));
    }

    public void Dispose() => vectors.Dispose();
}
