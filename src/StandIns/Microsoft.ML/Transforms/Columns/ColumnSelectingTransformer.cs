using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps columns in the order of their names, or drops columns with all that they hide.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string Signature = "SelectColumnsTransform";

    private readonly string[] _names;
    private readonly bool _keep;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool keep, bool keepHidden)
    {
        Check.State(names is { Length: > 0 }, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        _names = names;
        _keep = keep;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => View(new EmptyDataView(Check.Value(inputSchema, nameof(inputSchema)))).Schema;

    public IDataView Transform(IDataView input) => View(Check.Value(input, nameof(input)));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => View(new EmptyDataView(Check.Value(inputSchema, nameof(inputSchema))));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        ctx.Writer.Write(_keep);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(_names.Length);
        foreach (var name in _names)
            ctx.Writer.Write(name);
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var (keep, keepHidden) = (context.Reader.ReadBoolean(), context.Reader.ReadBoolean());
        var names = new string[context.Reader.ReadInt32()];
        for (var i = 0; i < names.Length; i++)
            names[i] = context.Reader.ReadString();
        return new ColumnSelectingTransformer(names, keep, keepHidden);
    }

    internal bool Keeps(string name) => _names.Contains(name) == _keep;

    internal void CheckNames(IEnumerable<string> present)
    {
        var missing = _names.Except(present).ToList();
        if (missing.Count > 0)
            throw Check.MissingColumn("inputSchema", "input", string.Join(",", missing));
    }

    private SelectedColumnsView View(IDataView input)
    {
        CheckNames(input.Schema.Select(column => column.Name));
        var columns = input.Schema.Where(column => Keeps(column.Name));
        if (_keep)
            columns = columns.Where(column => _keepHidden || !column.IsHidden).OrderBy(column => Array.IndexOf(_names, column.Name));
        return new SelectedColumnsView(input, [.. columns]);
    }
}
