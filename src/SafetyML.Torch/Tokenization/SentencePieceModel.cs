using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>The content of a SentencePiece model file (<c>sentencepiece_model.proto</c>), with the defaults of that format.</summary>
internal sealed class SentencePieceModel
{
    private const int LongestPiece = TokenTrie.LongestToken;

    // A piece's place, score and kind; and rank and hash of byte-pair encoding, or another score and a place in the order of a trie.
    private const int KeptForPair = 29;
    private const int KeptForUnigram = 25;

    private static readonly string[] ModelTypes = ["?", "unigram", "BPE", "word", "char"];

    private readonly float[] scores;
    private readonly SentencePieceKind[] kinds;
    private int modelType = 1;

    private SentencePieceModel(int pieces, int characters)
    {
        Pieces = new Vocabulary(pieces, characters);
        scores = new float[pieces];
        kinds = new SentencePieceKind[pieces];
    }

    /// <summary>The pieces; the place of a piece is its id.</summary>
    public Vocabulary Pieces { get; }

    /// <summary>What the file's tables take in memory, in bytes, the nodes of a trie aside.</summary>
    public long KeptBytes { get; private init; }

    /// <summary>The score of each piece.</summary>
    public ReadOnlySpan<float> Scores => scores;

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

    /// <summary>Replacements of characters, or null where characters stay as they are.</summary>
    public CharacterMap? Characters { get; private set; }

    /// <summary>A space is put before a text.</summary>
    public bool AddsDummyPrefix { get; private set; } = true;

    /// <summary>Spaces at the ends go, and runs of them become one.</summary>
    public bool RemovesExtraSpaces { get; private set; } = true;

    /// <summary>Spaces are written as U+2581.</summary>
    public bool EscapesSpaces { get; private set; } = true;

    /// <summary>Parses a model file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="FormatException">The bytes are not such a file.</exception>
    public static SentencePieceModel Parse(ReadOnlySpan<byte> file, string name)
    {
        var (pieces, characters, special, map, isUnigram) = CountPieces(file);
        var kept = (pieces * (isUnigram ? KeptForUnigram : (long)KeptForPair)) + (2L * characters) + AddedToken.KeptBytes(special) + map;
        Density.Require(name, file.Length, kept);
        var model = new SentencePieceModel(pieces, characters) { KeptBytes = kept };
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

        return pieces > 0 ? model : throw new FormatException("it has no pieces");
    }

    /// <summary>The kind of a piece.</summary>
    public SentencePieceKind KindOf(int id) => kinds[id];

    /// <summary>The pieces of a kind.</summary>
    public IEnumerable<int> Ids(SentencePieceKind kind) => Enumerable.Range(0, kinds.Length).Where(id => kinds[id] == kind);

    private static (int Pieces, int Characters, int Special, int Map, bool IsUnigram) CountPieces(ReadOnlySpan<byte> file)
    {
        var (pieces, characters, special, map, isUnigram) = (0, 0, 0, 0, true);
        for (var reader = new ProtobufReader(file); reader.Read();)
        {
            if (reader.Field == 2)
                isUnigram = TypeOf(reader.Bytes) == 1;
            else if (reader.Field == 3)
                map = reader.Bytes.Length;
            if (reader.Field != 1)
                continue;
            ReadPiece(reader.Bytes, out var text, out _, out var kind);
            (pieces, characters) = (pieces + 1, characters + Encoding.UTF8.GetCharCount(text));
            special += kind is (int)SentencePieceKind.Normal or (int)SentencePieceKind.Byte ? 0 : 1;
        }

        return (pieces, characters, special, map, isUnigram);
    }

    private static int TypeOf(ReadOnlySpan<byte> trainer)
    {
        var type = 1;
        for (var reader = new ProtobufReader(trainer); reader.Read();)
            type = reader.Field == 3 ? reader.Number : type;
        return type;
    }

    private static void ReadPiece(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> text, out float score, out int kind)
    {
        text = [];
        (score, kind) = (0, (int)SentencePieceKind.Normal);
        for (var reader = new ProtobufReader(message); reader.Read();)
        {
            if (reader.Field == 1)
                text = reader.Bytes;
            else if (reader.Field == 2)
                score = reader.Single;
            else if (reader.Field == 3)
                kind = reader.Number;
        }
    }

    private void AddPiece(ReadOnlySpan<byte> message)
    {
        var id = Pieces.Places;
        ReadPiece(message, out var text, out var score, out var kind);
        var length = Encoding.UTF8.GetCharCount(text);
        if (length is 0 or > LongestPiece)
            throw new FormatException($"piece {id} has {length} characters; allowed are 1 to {LongestPiece}");
        var piece = Pieces.Room(length);
        Encoding.UTF8.GetChars(text, piece);
        if (kind is < 1 or > byte.MaxValue || !Enum.IsDefined((SentencePieceKind)kind) || float.IsNaN(score))
            throw new FormatException($"piece {id} ('{piece}') has kind {kind} and score {score}");
        if (Pieces.TryGetId(piece, out var other))
            throw new FormatException($"piece {id} ('{piece}') is piece {other} as well");
        Pieces.Add(piece, id);
        (scores[id], kinds[id]) = (score, (SentencePieceKind)kind);
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
                case 2:
                    Characters = reader.Bytes.IsEmpty ? null : CharacterMap.Parse(reader.Bytes.ToArray());
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
