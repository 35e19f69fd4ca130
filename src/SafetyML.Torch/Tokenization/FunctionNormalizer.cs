using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>A normalizer of one function.</summary>
internal sealed class FunctionNormalizer(Func<string, string> normalize) : Normalizer
{
    /// <summary>Several normalizers, one after the other.</summary>
    public static FunctionNormalizer Chain(IReadOnlyList<Normalizer> normalizers)
        => new(text => normalizers.Aggregate(text, (current, normalizer) => normalizer.Normalize(current)));

    /// <inheritdoc/>
    public override string Normalize(string original) => normalize(original);

    /// <inheritdoc/>
    public override string Normalize(ReadOnlySpan<char> original) => normalize(original.ToString());
}
