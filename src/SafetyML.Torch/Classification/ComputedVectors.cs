using SafetyML.Torch.Encoders;
using SafetyML.Torch.Lora;
using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>The vectors that the encoder makes at present, with dropout while it trains.</summary>
internal sealed class ComputedVectors(EncoderModel model, DropoutSource dropout, double share) : ITextVectors
{
    /// <inheritdoc/>
    public Tensor Read(IReadOnlyList<ClassifierRow> rows)
    {
        using var scope = NewDisposeScope();
        EncodedText[] texts = [.. rows.SelectMany(row => row.Texts)];
        int[] order = [.. Enumerable.Range(0, texts.Length).OrderBy(text => texts[text].Ids.Length)]; // neighbours of like length are scored together
        using var packed = EncoderRows.Pack(model.Config, [.. order.Select(text => texts[text])], model.Device);
        using var pass = new EncoderPass(model, packed, model.Config.HeadPooling, model.training ? dropout : null, share);
        long[] back = new long[order.Length];
        for (int place = 0; place < order.Length; place++)
            back[order[place]] = place;
        return pass.Pool(model.call(pass)).index_select(0, tensor(back, device: model.Device)).MoveToOuterDisposeScope();
    }
}
