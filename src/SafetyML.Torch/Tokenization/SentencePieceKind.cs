namespace SafetyML.Torch.Tokenization;

/// <summary>The kinds of pieces in SentencePiece's model files, with their numbers there.</summary>
internal enum SentencePieceKind : byte
{
    /// <summary>A piece that text is cut into.</summary>
    Normal = 1,

    /// <summary>Stands for characters that have no piece.</summary>
    Unknown = 2,

    /// <summary>A token such as the end of a text; never found in text.</summary>
    Control = 3,

    /// <summary>Found in the text before it is cut.</summary>
    UserDefined = 4,

    /// <summary>May be passed through but never comes out.</summary>
    Unused = 5,

    /// <summary>Stands for one byte.</summary>
    Byte = 6,
}
