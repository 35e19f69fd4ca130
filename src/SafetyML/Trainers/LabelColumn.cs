using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;
using SafetyML.Mapping;

namespace SafetyML.Trainers;

/// <summary>Finds a label column, names its classes and reads it as numbers: classes from 0; NaN for a missing label.</summary>
internal sealed class LabelColumn
{
    public const int MostClasses = 16;
    private readonly DataViewSchema.Column _column;
    private readonly ScorerTask _task;

    public LabelColumn(DataViewSchema schema, string name, ScorerTask task)
    {
        _task = task;
        _column = task switch
        {
            ScorerTask.Binary => Typed(schema, name, BooleanDataViewType.Instance, task),
            ScorerTask.Regression => Typed(schema, name, NumberDataViewType.Single, task),
            _ => schema.GetColumnOrNull(name) ?? ColumnReader.Column(schema, name, NumberDataViewType.UInt32),
        };
        Classes = task switch
        {
            ScorerTask.Binary => ["false", "true"],
            ScorerTask.Regression => [],
            _ => KeyNames(_column),
        };
    }

    public DataViewSchema.Column Column => _column;

    /// <summary>The names of the classes; empty for numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Checks what an estimator knows before there is data.</summary>
    public static void Require(SchemaShape shape, string name, ScorerTask task)
    {
        var column = shape.FirstOrDefault(each => each.Name == name);
        if (column.Name is null)
            throw new ArgumentException($"Column '{name}' was not found. Columns: {string.Join(", ", shape.Select(each => each.Name))}.");
        var fits = column.Kind == SchemaShape.Column.VectorKind.Scalar && task switch
        {
            ScorerTask.Binary => column.ItemType is BooleanDataViewType,
            ScorerTask.Regression => column.ItemType == NumberDataViewType.Single,
            _ => column.IsKey,
        };
        if (!fits)
            throw Wrong(name, $"{column.ItemType}", task);
    }

    public Func<float> Reader(DataViewRow row) => _task switch
    {
        ScorerTask.Binary => Read<bool>(row, value => value ? 1 : 0),
        ScorerTask.Regression => Read<float>(row, value => value),
        _ when _column.Type.RawType == typeof(byte) => Read<byte>(row, key => Class(key)),
        _ when _column.Type.RawType == typeof(ushort) => Read<ushort>(row, key => Class(key)),
        _ when _column.Type.RawType == typeof(ulong) => Read<ulong>(row, Class),
        _ => Read<uint>(row, key => Class(key)),
    };

    private static DataViewSchema.Column Typed(DataViewSchema schema, string name, DataViewType type, ScorerTask task) =>
        schema.GetColumnOrNull(name) is { } column && !column.Type.Equals(type) ? throw Wrong(name, $"{column.Type}", task) : ColumnReader.Column(schema, name, type);

    private static float Class(ulong key) => key == 0 ? float.NaN : key - 1;

    private Func<float> Read<TValue>(DataViewRow row, Func<TValue, float> convert)
    {
        var getter = row.GetGetter<TValue>(_column);
        TValue value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    private static IReadOnlyList<string> KeyNames(DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType key)
            throw Wrong(column.Name, $"{column.Type}", ScorerTask.Multiclass);
        if (key.Count is < 2 or > MostClasses)
            throw new ArgumentException($"The label column '{column.Name}' has {key.Count} classes; 2 to {MostClasses} can be learned.");
        if (column.Annotations.Schema.GetColumnOrNull(ColumnAnnotations.KeyValuesKind)?.Type is VectorDataViewType { ItemType: not TextDataViewType } values)
            throw new ArgumentException(
                $"The keys of the label column '{column.Name}' stand for values of type {values.ItemType}; text is expected, so that predicted labels keep their names. "
                + "Append ml.Transforms.Conversion.ConvertType(column, outputKind: DataKind.String) before MapValueToKey.");
        if (!column.HasKeyValues())
            return [.. Enumerable.Range(0, (int)key.Count).Select(index => $"{index}")];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static ArgumentException Wrong(string name, string type, ScorerTask task) => new($"The label column '{name}' is of type {type}; " + task switch
    {
        ScorerTask.Binary => "Boolean is expected: true for a refusal. Make one with ml.Transforms.Conversion.MapValue or ConvertType.",
        ScorerTask.Regression => "Single is expected: how harmful the answer is. Make one with ml.Transforms.Conversion.ConvertType.",
        _ => "a key is expected. Make one with ml.Transforms.Conversion.MapValueToKey.",
    });
}
