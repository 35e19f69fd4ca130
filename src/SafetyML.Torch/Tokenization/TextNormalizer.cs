using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Rewritings one after the other, as the normalizer of a tokenizer.</summary>
internal sealed class TextNormalizer(params IReadOnlyList<ITextRewrite> steps) : Normalizer, ITextRewrite
{
    // Compatibility forms write one character as eighteen, and bytes are three more for each.
    private const long MostGrowth = 64;

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
        var longest = (text.Length * MostGrowth) + 65_536;
        foreach (var step in steps)
        {
            text = SourceMap.Apply(step, text, ref map);
            if (text.Length > longest)
                throw new TokenizerFormatException($"The normalizer makes a text more than {MostGrowth} times as long, which none for text does.");
        }

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
