namespace SafetyML.Torch.Tokenization;

/// <summary>Which of two texts loses ids from its end when there are too many.</summary>
public enum PairCut
{
    /// <summary>The longer one until both are equally long, then both in turn (<c>truncation=True</c> of transformers).</summary>
    LongestFirst,

    /// <summary>The first one only.</summary>
    OnlyFirst,

    /// <summary>The second one only.</summary>
    OnlySecond,
}
