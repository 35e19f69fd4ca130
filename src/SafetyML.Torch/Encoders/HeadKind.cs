namespace SafetyML.Torch.Encoders;

/// <summary>Where a family keeps the two linear layers of its classification head, and what lies between them.</summary>
internal enum HeadKind
{
    /// <summary><c>bert.pooler.dense</c>, tanh, <c>classifier</c>.</summary>
    EncoderPooler,

    /// <summary><c>pooler.dense</c>, the configured activation, <c>classifier</c>.</summary>
    Pooler,

    /// <summary><c>classifier.dense</c>, tanh, <c>classifier.out_proj</c>.</summary>
    DenseTanh,

    /// <summary><c>classifier.dense</c>, GELU, <c>classifier.out_proj</c>.</summary>
    DenseGelu,
}
