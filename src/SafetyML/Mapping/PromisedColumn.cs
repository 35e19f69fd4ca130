using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>
/// Makes <see cref="SchemaShape.Column"/>s, whose constructor ML.NET keeps to itself: a custom mapping that is never run promises the column instead.
/// </summary>
internal static class PromisedColumn
{
    public static SchemaShape.Column Of<TValue>(TransformsCatalog catalog, string name) => Promise<Holder<TValue>>(catalog, name, _ => { });

    public static SchemaShape.Column Key(TransformsCatalog catalog, string name, IReadOnlyList<string> names) => Promise<Holder<uint>>(catalog, name, column =>
    {
        column.ColumnType = new KeyDataViewType(typeof(uint), names.Count);
        column.AddAnnotation(ColumnAnnotations.KeyValuesKind, names.ToArray(), new VectorDataViewType(TextDataViewType.Instance, names.Count));
    });

    public static SchemaShape.Column Vector(TransformsCatalog catalog, string name, int size) => Promise<Holder<VBuffer<float>>>(
        catalog, name, column => column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, size));

    private static SchemaShape.Column Promise<THolder>(TransformsCatalog catalog, string name, Action<SchemaDefinition.Column> set)
        where THolder : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(THolder));
        definition[0].ColumnName = name;
        set(definition[0]);
        var estimator = catalog.CustomMapping<Nothing, THolder>((_, _) => { }, contractName: null, outputSchemaDefinition: definition);
        return estimator.GetOutputSchema(new SchemaShape([]))[0];
    }

    private sealed class Nothing;

    private sealed class Holder<TValue>
    {
        public TValue Value { get; set; } = default!;
    }
}
