using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Rewritings one after the other, as the normalizer of a tokenizer.</summary>
internal sealed class TextNormalizer(params IReadOnlyList<ITextRewrite> steps) : Normalizer, ITextRewrite
{
    /// <summary>The rewritings.</summary>
    public IReadOnlyList<ITextRewrite> Steps => steps;

    /// <inheritdoc/>
    public override string Normalize(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var map = default(SourceMap);
        return Apply(UnicodeText.WithoutLoneSurrogates(original), ref map);
    }

    /// <inheritdoc/>
    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    /// <summary>Rewrites a text.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="map">Where given, goes from the text to the original before and from the result to the original after.</param>
    public string Apply(string text, ref SourceMap? map)
    {
        foreach (var step in steps)
            text = SourceMap.Apply(step, text, ref map);
        return text;
    }

    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        var map = sources is null ? null : SourceMap.Of(text);
        var result = Apply(text, ref map);
        if (sources is not null && !ReferenceEquals(result, text))
            map!.AddSourcesTo(sources);
        return result;
    }
}
