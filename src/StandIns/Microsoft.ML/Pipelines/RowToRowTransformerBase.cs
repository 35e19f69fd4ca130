using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that adds columns to each row.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
        => RowToRowView.GetOutputSchema(inputSchema, MakeRowMapper(Check.Value(inputSchema, nameof(inputSchema))));

    public IDataView Transform(IDataView input) => new RowToRowView(input, MakeRowMapper(Check.Value(input, nameof(input)).Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
        => new RowToRowView(new EmptyDataView(inputSchema), MakeRowMapper(Check.Value(inputSchema, nameof(inputSchema))));

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    private protected abstract void SaveModel(ModelSaveContext ctx);

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema schema);
}
