using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Reads the names of activations and computes them.</summary>
internal static class Activations
{
    /// <summary>The activation that <paramref name="key"/> names, or <paramref name="standard"/> where the key is absent.</summary>
    /// <exception cref="UnsupportedModelException">Another function is named.</exception>
    public static EncoderActivation Read(JsonSettings json, string key, EncoderActivation standard) => json.Text(key) switch
    {
        null => standard,
        "gelu" or "gelu_python" => EncoderActivation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" => EncoderActivation.GeluTanh,
        "relu" => EncoderActivation.Relu,
        "tanh" => EncoderActivation.Tanh,
        "silu" or "swish" => EncoderActivation.Silu,
        var other => throw new UnsupportedModelException($"{json.File}: {key} '{other}' is not supported. Supported: gelu, gelu_new, relu, tanh, silu."),
    };

    /// <summary>Applies the function to each element.</summary>
    public static Tensor Apply(EncoderActivation activation, Tensor input) => activation switch
    {
        EncoderActivation.Gelu => input.gelu(),
        EncoderActivation.GeluTanh => GeluTanh(input),
        EncoderActivation.Relu => input.relu(),
        EncoderActivation.Tanh => input.tanh(),
        EncoderActivation.Silu => input * input.sigmoid(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    private static Tensor GeluTanh(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = (input + (0.044715 * input.pow(3))) * Math.Sqrt(2 / Math.PI);
        return (0.5 * input * (1 + inner.tanh())).MoveToOuterDisposeScope();
    }
}
