using System.Globalization;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>
/// The metadata of a GGUF file by key: architecture, tokenizer, chat template. Where each value lies is known after opening; the value itself is read when it is asked
/// for, so that a list of a hundred thousand tokens costs nothing until a tokenizer is made of it.
/// </summary>
internal sealed class GgufMetadata
{
    /// <summary>The key of the model's chat template, a Jinja text.</summary>
    public const string ChatTemplate = "tokenizer.chat_template";

    private readonly GgufCursor cursor;
    private readonly Dictionary<string, (GgufValueType Type, long Position)> values = new(StringComparer.Ordinal);

    private GgufMetadata(string file, GgufCursor cursor)
    {
        File = file;
        this.cursor = cursor;
    }

    /// <summary>The file, for messages.</summary>
    public string File { get; }

    public IReadOnlyCollection<string> Keys => values.Keys;

    /// <summary>Passes over <paramref name="count"/> entries at the cursor and notes where they are.</summary>
    public static GgufMetadata Read(string file, GgufCursor cursor, ulong count)
    {
        var metadata = new GgufMetadata(file, cursor);
        for (ulong entry = 0; entry < count; entry++)
        {
            string key = cursor.Text($"the key of metadata entry {entry}");
            var type = Type(cursor, key);
            if (!metadata.values.TryAdd(key, (type, cursor.Position)))
                throw cursor.Fault($"metadata '{key}' is there twice");
            Skip(cursor, type, key);
        }
        return metadata;
    }

    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>A text, or null where there is none.</summary>
    public string? Text(string key) => Find(key) is not { } type ? null
        : type == GgufValueType.Text ? cursor.Text(key, lenient: true) : throw Wrong(key, "a text", type);

    /// <summary>True or false, or null where there is none.</summary>
    public bool? Flag(string key) => Find(key) is not { } type ? null
        : type == GgufValueType.Bool ? cursor.Number<byte>() != 0 : throw Wrong(key, "true or false", type);

    /// <summary>A whole number of 31 bits, or null where there is none.</summary>
    public int? Integer(string key)
    {
        if (Find(key) is not { } type)
            return null;
        Int128 value = type is GgufValueType.Text or GgufValueType.List or GgufValueType.Bool or GgufValueType.Single or GgufValueType.Double
            ? throw Wrong(key, "a whole number", type) : WholeNumber(type);
        return value >= 0 && value <= int.MaxValue ? (int)value
            : throw new CheckpointFormatException($"{File}: metadata '{key}' is {value}; a whole number from 0 to {int.MaxValue} was expected.");
    }

    /// <summary>A number, or null where there is none; of single precision, the shortest decimal that stands for it.</summary>
    public double? Number(string key)
    {
        double? value = Find(key) switch
        {
            null => null,
            GgufValueType.Single => double.Parse(cursor.Number<float>().ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            GgufValueType.Double => cursor.Number<double>(),
            _ => Integer(key),
        };
        return value is null || double.IsFinite(value.Value) ? value
            : throw new CheckpointFormatException($"{File}: metadata '{key}' is {value.Value.ToString(CultureInfo.InvariantCulture)}; a finite number was expected.");
    }

    /// <summary>A list of texts, or null where there is none.</summary>
    public string[]? Texts(string key)
    {
        if (ListOf(key, GgufValueType.Text, "a list of texts") is not { } count)
            return null;
        var texts = new string[count];
        for (int at = 0; at < texts.Length; at++)
            texts[at] = cursor.Text(key, lenient: true);
        return texts;
    }

    /// <summary>A list of single-precision numbers, or null where there is none.</summary>
    public float[]? Singles(string key)
    {
        if (ListOf(key, GgufValueType.Single, "a list of single-precision numbers") is not { } count)
            return null;
        var numbers = new float[count];
        for (int at = 0; at < numbers.Length; at++)
            numbers[at] = cursor.Number<float>();
        return numbers;
    }

    /// <summary>A list of whole numbers of 32 bits, or null where there is none.</summary>
    public int[]? Integers(string key)
    {
        if (ListOf(key, GgufValueType.Int32, "a list of whole numbers") is not { } count)
            return null;
        var numbers = new int[count];
        for (int at = 0; at < numbers.Length; at++)
            numbers[at] = cursor.Number<int>();
        return numbers;
    }

    private GgufValueType? Find(string key)
    {
        if (!values.TryGetValue(key, out var value))
            return null;
        cursor.Seek(value.Position);
        return value.Type;
    }

    private int? ListOf(string key, GgufValueType item, string expected)
    {
        if (Find(key) is not { } type)
            return null;
        if (type != GgufValueType.List)
            throw Wrong(key, expected, type);
        var found = Type(cursor, key);
        return found == item ? checked((int)cursor.Number<ulong>()) : throw Wrong(key, expected, found);
    }

    private Int128 WholeNumber(GgufValueType type) => type switch
    {
        GgufValueType.Byte => cursor.Number<byte>(),
        GgufValueType.SByte => cursor.Number<sbyte>(),
        GgufValueType.UInt16 => cursor.Number<ushort>(),
        GgufValueType.Int16 => cursor.Number<short>(),
        GgufValueType.UInt32 => cursor.Number<uint>(),
        GgufValueType.Int32 => cursor.Number<int>(),
        GgufValueType.UInt64 => cursor.Number<ulong>(),
        _ => cursor.Number<long>(),
    };

    private static GgufValueType Type(GgufCursor cursor, string key)
    {
        uint number = cursor.Number<uint>();
        return number <= (uint)GgufValueType.Double ? (GgufValueType)number : throw cursor.Fault($"metadata '{key}' has type {number} (known: 0 to 12)");
    }

    private static void Skip(GgufCursor cursor, GgufValueType type, string key)
    {
        if (type == GgufValueType.Text)
            cursor.SkipText(key);
        else if (type != GgufValueType.List)
            cursor.Skip(1, SizeOf(type), key);
        else
            SkipList(cursor, Type(cursor, key), key);
    }

    private static void SkipList(GgufCursor cursor, GgufValueType item, string key)
    {
        ulong count = cursor.Number<ulong>();
        if (item == GgufValueType.List)
            throw cursor.Fault($"metadata '{key}' is a list of lists, which no model needs");
        if (item != GgufValueType.Text)
        {
            cursor.Skip(count, SizeOf(item), key);
            return;
        }
        if (count > (ulong)(cursor.Left / sizeof(ulong)))
            throw cursor.Fault($"metadata '{key}' claims {count} items where {cursor.Left} bytes are left");
        for (ulong at = 0; at < count; at++)
            cursor.SkipText(key);
    }

    private static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.Byte or GgufValueType.SByte or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Single => 4,
        _ => 8,
    };

    private CheckpointFormatException Wrong(string key, string expected, GgufValueType found) =>
        new($"{File}: metadata '{key}' is of type {found}; {expected} was expected.");
}
