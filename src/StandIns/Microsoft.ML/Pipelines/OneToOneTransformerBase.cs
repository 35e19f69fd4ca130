using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that makes each output column of one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected readonly (string Output, string Input)[] Columns;

    private protected OneToOneTransformerBase((string Output, string Input)[] columns)
    {
        foreach (var (output, input) in columns)
        {
            Check.NonEmpty(output, nameof(columns));
            Check.NonEmpty(input, nameof(columns));
        }

        if (columns.GroupBy(column => column.Output).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentOutOfRangeException(nameof(columns), $"Name of the result column '{twice.Key}' specified multiple times");
        Columns = columns;
    }

    private protected sealed override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <summary>The output column of one input column; throws where the input has a wrong type.</summary>
    private protected abstract DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input);

    private protected abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);

    private protected static (string Output, string Input)[] ReadColumns(ModelLoadContext context)
    {
        var columns = new (string, string)[context.Reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = (context.Reader.ReadString(), context.Reader.ReadString());
        return columns;
    }

    private protected void WriteColumns(ModelSaveContext context)
    {
        context.Writer.Write(Columns.Length);
        foreach (var (output, input) in Columns)
        {
            context.Writer.Write(output);
            context.Writer.Write(input);
        }
    }

    private sealed class Mapper : IRowMapper
    {
        private readonly OneToOneTransformerBase _parent;
        private readonly DataViewSchema.Column[] _inputs;

        public Mapper(OneToOneTransformerBase parent, DataViewSchema schema)
        {
            _parent = parent;
            _inputs = [.. parent.Columns.Select(pair => schema.GetColumnOrNull(pair.Input) ?? throw Check.MissingColumn("inputSchema", "input", pair.Input))];
            OutputColumns = [.. _inputs.Select((input, i) => parent.OutputOf(parent.Columns[i].Output, input))];
        }

        public DataViewSchema.DetachedColumn[] OutputColumns { get; }

        public IEnumerable<int> GetDependencies(Func<int, bool> isActive) => _inputs.Where((_, i) => isActive(i)).Select(column => column.Index);

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive)
            => [.. _inputs.Select((column, i) => isActive(i) ? _parent.MakeGetter(input, column) : null)];
    }
}
