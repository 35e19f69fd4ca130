namespace SafetyML.Torch.Encoders;

/// <summary>What differs between the families beside their configuration: names in checkpoints, defaults, the place of the head.</summary>
/// <param name="ModelType">The <c>model_type</c> of config.json.</param>
/// <param name="Prefix">What the names of the encoder's tensors begin with.</param>
/// <param name="ClassPrefix">What the class names of the Hugging Face library begin with.</param>
/// <param name="Head">The shape of the classification head.</param>
/// <param name="NormEpsilon">Default of <c>layer_norm_eps</c>.</param>
/// <param name="PadId">Default of <c>pad_token_id</c>.</param>
/// <param name="TypeVocabularySize">Default of <c>type_vocab_size</c>.</param>
internal sealed record EncoderFamily(string ModelType, string Prefix, string ClassPrefix, HeadKind Head, double NormEpsilon, int PadId, int TypeVocabularySize)
{
    public static IReadOnlyList<EncoderFamily> All { get; } =
    [
        new("bert", "bert", "Bert", HeadKind.EncoderPooler, 1e-12, 0, 2),
        new("electra", "electra", "Electra", HeadKind.DenseGelu, 1e-12, 0, 2),
        new("roberta", "roberta", "Roberta", HeadKind.DenseTanh, 1e-12, 1, 2),
        new("xlm-roberta", "roberta", "XLMRoberta", HeadKind.DenseTanh, 1e-12, 1, 2),
        new("deberta-v2", "deberta", "DebertaV2", HeadKind.Pooler, 1e-7, 0, 0),
    ];

    public bool IsRoberta => Prefix == "roberta";

    public bool IsDeberta => Prefix == "deberta";

    /// <summary>The class that the Hugging Face library makes of a folder with a head.</summary>
    public string ClassifierName => $"{ClassPrefix}ForSequenceClassification";

    public static EncoderFamily? Find(string modelType) => All.FirstOrDefault(family => family.ModelType == modelType);
}
