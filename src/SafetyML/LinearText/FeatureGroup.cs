namespace SafetyML.LinearText;

/// <summary>The kinds of features. The order is part of the file format.</summary>
internal enum FeatureGroup
{
    /// <summary>Words of the answer.</summary>
    Word,

    /// <summary>Pairs of neighbouring words of the answer.</summary>
    Pair,

    /// <summary>One to three words of the first sentence.</summary>
    FirstSentence,

    /// <summary>The answer's first one to four words.</summary>
    Opening,

    /// <summary>Words and pairs of the last sentence.</summary>
    LastSentence,

    /// <summary>One to three classed words in a row, with the part of the answer they stand in.</summary>
    Skeleton,

    /// <summary>Length, sentences, lists, code.</summary>
    Structure,

    /// <summary>How much of the prompt the answer takes up, and where.</summary>
    Overlap,

    /// <summary>Words of the prompt.</summary>
    PromptWord,

    /// <summary>Pairs of the prompt's words.</summary>
    PromptPair,

    /// <summary>How the prompt begins together with how the answer begins.</summary>
    PromptAnswer,

    /// <summary>Pairs of the class of one sentence and the next.</summary>
    Flow,
}
