using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>
/// Makes <see cref="SchemaShape.Column"/>s, whose constructor ML.NET keeps to itself: a custom mapping that is never run promises the column instead.
/// </summary>
internal static class PromisedColumn
{
    public static SchemaShape.Column Of<TValue>(TransformsCatalog catalog, string name)
    {
        var definition = SchemaDefinition.Create(typeof(Holder<TValue>));
        definition[0].ColumnName = name;
        var estimator = catalog.CustomMapping<Nothing, Holder<TValue>>((_, _) => { }, contractName: null, outputSchemaDefinition: definition);
        return estimator.GetOutputSchema(new SchemaShape([]))[0];
    }

    private sealed class Nothing;

    private sealed class Holder<TValue>
    {
        public TValue Value { get; set; } = default!;
    }
}
