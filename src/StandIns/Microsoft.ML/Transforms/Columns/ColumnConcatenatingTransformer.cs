using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string Signature = "ConcatTransform";

    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(string output, string[] inputs)
    {
        _output = output;
        _inputs = inputs;
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var output = context.Reader.ReadString();
        var inputs = new string[context.Reader.ReadInt32()];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = context.Reader.ReadString();
        return new ColumnConcatenatingTransformer(output, inputs);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        ctx.Writer.Write(_output);
        ctx.Writer.Write(_inputs.Length);
        foreach (var input in _inputs)
            ctx.Writer.Write(input);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(_output, _inputs, schema);

    private sealed class Mapper : IRowMapper
    {
        private readonly DataViewSchema.Column[] _columns;

        public Mapper(string output, string[] inputs, DataViewSchema schema)
        {
            _columns = [.. inputs.Select(name => schema.GetColumnOrNull(name) ?? throw Check.MissingColumn("inputSchema", "input", name))];
            var item = (PrimitiveDataViewType)_columns[0].Type.ItemOf();
            if (Array.Find(_columns, column => !column.Type.ItemOf().Equals(item)) is { Name: not null } other)
                throw Check.WrongColumn("inputSchema", "input", other.Name, item.ToString(), other.Type.ToString());
            var sizes = _columns.Select(column => column.Type is VectorDataViewType vector ? vector.Size : 1).ToList();
            OutputColumns = [new DataViewSchema.DetachedColumn(output, new VectorDataViewType(item, sizes.Contains(0) ? 0 : sizes.Sum()))];
        }

        public DataViewSchema.DetachedColumn[] OutputColumns { get; }

        public IEnumerable<int> GetDependencies(Func<int, bool> isActive) => isActive(0) ? _columns.Select(column => column.Index) : [];

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive)
            => [isActive(0) ? GenericCall.Invoke<Delegate>(Getter<int>, _columns[0].Type.ItemOf().RawType, input) : null];

        private ValueGetter<VBuffer<T>> Getter<T>(DataViewRow row)
        {
            var reads = _columns.Select(column => column.Type is VectorDataViewType ? Items<T>(row, column) : Item<T>(row, column)).ToArray();
            return (ref VBuffer<T> value) =>
            {
                var items = reads.SelectMany(read => read()).ToArray();
                new VBuffer<T>(items.Length, items).CopyTo(ref value);
            };
        }

        private static Func<IEnumerable<T>> Items<T>(DataViewRow row, DataViewSchema.Column column)
        {
            var read = RoleColumns.Values<VBuffer<T>>(row, column);
            return () => read().DenseValues();
        }

        private static Func<IEnumerable<T>> Item<T>(DataViewRow row, DataViewSchema.Column column)
        {
            var read = RoleColumns.Values<T>(row, column);
            return () => [read()];
        }
    }
}
