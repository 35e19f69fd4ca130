namespace SafetyML.Torch.Tokenization;

/// <summary>The content of a SentencePiece model file (<c>sentencepiece_model.proto</c>), with the defaults of that format.</summary>
internal sealed class SentencePieceModel
{
    private const int LongestPiece = 1024;

    private static readonly string[] ModelTypes = ["?", "unigram", "BPE", "word", "char"];

    private readonly List<(string Piece, float Score, SentencePieceKind Kind)> pieces = [];
    private int modelType = 1;

    private SentencePieceModel()
    {
    }

    /// <summary>The pieces; the place of a piece is its id.</summary>
    public IReadOnlyList<(string Piece, float Score, SentencePieceKind Kind)> Pieces => pieces;

    /// <summary>The algorithm: BPE, unigram, word or char.</summary>
    public string ModelType => modelType >= 1 && modelType < ModelTypes.Length ? ModelTypes[modelType] : $"number {modelType}";

    /// <summary>Characters without a piece become bytes.</summary>
    public bool HasByteFallback { get; private set; }

    /// <summary>Spaces end a word instead of beginning it.</summary>
    public bool HasSpaceAsSuffix { get; private set; }

    /// <summary>Id of the token before a text, or -1.</summary>
    public int BeginId { get; private set; } = 1;

    /// <summary>Id of the token after a text, or -1.</summary>
    public int EndId { get; private set; } = 2;

    /// <summary>The name of the character normalization.</summary>
    public string NormalizerName { get; private set; } = "";

    /// <summary>Replacements of characters, or null where characters stay as they are.</summary>
    public CharacterMap? Characters { get; private set; }

    /// <summary>A space is put before a text.</summary>
    public bool AddsDummyPrefix { get; private set; } = true;

    /// <summary>Spaces at the ends go, and runs of them become one.</summary>
    public bool RemovesExtraSpaces { get; private set; } = true;

    /// <summary>Spaces are written as U+2581.</summary>
    public bool EscapesSpaces { get; private set; } = true;

    /// <summary>Parses a model file.</summary>
    /// <exception cref="FormatException">The bytes are not such a file.</exception>
    public static SentencePieceModel Parse(ReadOnlySpan<byte> file)
    {
        var model = new SentencePieceModel();
        var reader = new ProtobufReader(file);
        while (reader.Read())
        {
            if (reader.Field == 1)
                model.AddPiece(reader.Bytes);
            else if (reader.Field == 2)
                model.ReadTrainer(reader.Bytes);
            else if (reader.Field == 3)
                model.ReadNormalizer(reader.Bytes);
        }

        return model.pieces.Count > 0 ? model : throw new FormatException("it has no pieces");
    }

    private void AddPiece(ReadOnlySpan<byte> message)
    {
        var (piece, score, kind) = ("", 0f, SentencePieceKind.Normal);
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                piece = reader.Text;
            else if (reader.Field == 2)
                score = reader.Single;
            else if (reader.Field == 3)
                kind = (SentencePieceKind)reader.Number;
        }

        if (piece.Length is 0 or > LongestPiece)
            throw new FormatException($"piece {pieces.Count} has {piece.Length} characters; allowed are 1 to {LongestPiece}");
        if (!Enum.IsDefined(kind) || float.IsNaN(score))
            throw new FormatException($"piece {pieces.Count} ('{piece}') has kind {(int)kind} and score {score}");
        pieces.Add((piece, score, kind));
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 3:
                    modelType = reader.Number;
                    break;
                case 24:
                    HasSpaceAsSuffix = reader.Flag;
                    break;
                case 35:
                    HasByteFallback = reader.Flag;
                    break;
                case 41:
                    BeginId = reader.Number;
                    break;
                case 42:
                    EndId = reader.Number;
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    NormalizerName = reader.Text;
                    break;
                case 2:
                    Characters = reader.Bytes.IsEmpty ? null : CharacterMap.Parse(reader.Bytes);
                    break;
                case 3:
                    AddsDummyPrefix = reader.Flag;
                    break;
                case 4:
                    RemovesExtraSpaces = reader.Flag;
                    break;
                case 5:
                    EscapesSpaces = reader.Flag;
                    break;
                default:
                    break;
            }
        }
    }
}
