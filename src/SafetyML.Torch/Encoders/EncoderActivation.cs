namespace SafetyML.Torch.Encoders;

/// <summary>The function between the two linear layers of a block.</summary>
public enum EncoderActivation
{
    /// <summary>x · Φ(x), with the error function (<c>gelu</c>).</summary>
    Gelu,

    /// <summary>GELU by its tanh approximation (<c>gelu_new</c>).</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x · sigmoid(x) (<c>silu</c>, <c>swish</c>).</summary>
    Silu,
}
