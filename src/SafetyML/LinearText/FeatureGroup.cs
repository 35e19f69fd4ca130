namespace SafetyML.LinearText;

/// <summary>The kinds of features. The numbers are part of the file format; those that are not here were kinds that did not help.</summary>
internal enum FeatureGroup
{
    /// <summary>Words of the answer.</summary>
    Word = 0,

    /// <summary>Pairs of neighbouring words of the answer.</summary>
    Pair = 1,

    /// <summary>One to four classed words in a row, with the part of the answer they stand in.</summary>
    Skeleton = 5,

    /// <summary>How much of the prompt the answer takes up, and where.</summary>
    Overlap = 7,

    /// <summary>Words of the prompt.</summary>
    PromptWord = 8,

    /// <summary>Pairs of the prompt's words.</summary>
    PromptPair = 9,

    /// <summary>How the prompt begins together with how the answer begins.</summary>
    PromptAnswer = 10,
}
