using System.Collections;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What is known about columns before there is data: names, kinds and item types, no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape _empty = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        _columns = [.. Check.Value(columns, nameof(columns))];
        Check.Param(_columns.All(column => column.Name != null), nameof(columns), "Some items are not initialized properly.");
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of the visible columns of a schema.</summary>
    internal static SchemaShape Create(DataViewSchema schema)
        => new(schema.Where(column => !column.IsHidden).Select(column => ShapeOf(column.Name, column.Type, Create(column.Annotations.Schema))));

    internal static Column ShapeOf(string name, DataViewType type, SchemaShape annotations = null)
    {
        var kind = type is not VectorDataViewType vector ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector : Column.VectorKind.VariableVector;
        var item = type.ItemOf();
        return item is KeyDataViewType
            ? new Column(name, kind, DataViewTypes.FromRaw(item.RawType), isKey: true, annotations)
            : new Column(name, kind, item, isKey: false, annotations);
    }

    /// <summary>The column of this name; throws what ML.NET throws if there is none.</summary>
    internal Column Find(string name, string role = "input", string paramName = "inputSchema")
        => TryFindColumn(name, out var column) ? column : throw Check.MissingColumn(paramName, role, name);

    internal bool TryFindColumn(string name, out Column column)
    {
        column = Array.Find(_columns, candidate => candidate.Name == name);
        return column.Name != null;
    }

    /// <summary>This shape with <paramref name="columns"/> added; a column of the same name is replaced in its place.</summary>
    internal SchemaShape With(IEnumerable<Column> columns)
    {
        var byName = _columns.ToDictionary(column => column.Name);
        foreach (var column in columns)
            byName[column.Name] = column;
        return new SchemaShape(byName.Values);
    }
}
