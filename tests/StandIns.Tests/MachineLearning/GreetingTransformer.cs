using Microsoft.ML;
using Microsoft.ML.Data;

namespace StandIns.Tests.MachineLearning;

/// <summary>A component of a third party: it is saved as a chain of public transforms that carries its state as text.</summary>
internal sealed class GreetingTransformer(MLContext ml, string state, string input, string output) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Chain(inputSchema).GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView data) => Chain(data.Schema).Transform(data);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)Chain(inputSchema)).GetRowToRowMapper(inputSchema);

    public void Save(ModelSaveContext ctx) => ((ICanSaveModel)Chain(ml.Data.LoadFromEnumerable([new Named()]).Schema)).Save(ctx);

    private TransformerChain<Microsoft.ML.Transforms.ColumnSelectingTransformer> Chain(DataViewSchema schema)
        => ml.Transforms.CopyColumns("FixedName", input)
            .Append(ml.Transforms.CustomMapping<Nothing, StateKey>(KeyContract.Put, KeyContract.Name))
            .Append(ml.Transforms.Conversion.MapValue("State", new Dictionary<string, string> { ["state"] = state }, nameof(StateKey.StateKeyColumn)))
            .Append(ml.Transforms.CustomMapping<StatefulName, Greeting>(GreetContract.Say, GreetContract.Name))
            .Append(ml.Transforms.CopyColumns(output, nameof(Greeting.Text)))
            .Append(ml.Transforms.DropColumns("FixedName", nameof(StateKey.StateKeyColumn), "State", nameof(Greeting.Text), nameof(Greeting.Length)))
            .Fit(ml.Data.LoadFromEnumerable(Array.Empty<Person>(), schema));
}
