using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Runs the user's action on each row of which an output column is read.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _action;
    private readonly string _contractName;

    internal CustomMappingTransformer(Action<TSrc, TDst> action, string contractName, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
    {
        _action = Check.Value(action, "mapAction");
        _contractName = contractName;
        InputDefinition = inputDefinition;
        Outputs = MemberColumn.Of(typeof(TDst), outputDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition InputDefinition { get; }

    internal MemberColumn[] Outputs { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
        => RowToRowView.GetOutputSchema(inputSchema, new Mapper(this, Check.Value(inputSchema, nameof(inputSchema))));

    public IDataView Transform(IDataView input) => new RowToRowView(input, new Mapper(this, Check.Value(input, nameof(input)).Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
        => new RowToRowView(new EmptyDataView(inputSchema), new Mapper(this, Check.Value(inputSchema, nameof(inputSchema))));

    void ICanSaveModel.Save(ModelSaveContext ctx) => CustomMappingLoader.Save(ctx, _contractName, _action.Method.DeclaringType.Assembly.FullName);

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema schema) : IRowMapper
    {
        private readonly RowReader<TSrc> _reader = new(schema, ignoreMissingColumns: false, parent.InputDefinition);

        public DataViewSchema.DetachedColumn[] OutputColumns { get; } = [.. parent.Outputs.Select(output => output.Definition)];

        public IEnumerable<int> GetDependencies(Func<int, bool> isActive)
            => Enumerable.Range(0, OutputColumns.Length).Any(isActive) ? _reader.Columns.Select(column => column.Index) : [];

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive)
        {
            var getters = new Delegate[OutputColumns.Length];
            if (!Enumerable.Range(0, getters.Length).Any(isActive))
                return getters;
            var output = new ObjectRow<TDst>(parent.Outputs);
            var refresh = Refresh(input, output);
            for (var i = 0; i < getters.Length; i++)
            {
                if (isActive(i))
                    getters[i] = GenericCall.Invoke<Delegate>(Getter<int>, OutputColumns[i].Type.RawType, output, i, refresh);
            }

            return getters;
        }

        // The action runs once for each row, whatever number of columns is read.
        private Action Refresh(DataViewRow input, ObjectRow<TDst> output)
        {
            var fill = _reader.Bind(input);
            var (source, destination) = (new TSrc(), new TDst());
            var served = -1L;
            return () =>
            {
                if (served == input.Position)
                    return;
                fill(source);
                parent._action(source, destination);
                output.Put(destination);
                served = input.Position;
            };
        }

        private static ValueGetter<T> Getter<T>(DataViewRow output, int index, Action refresh)
        {
            var getter = output.GetGetter<T>(output.Schema[index]);
            return (ref T value) =>
            {
                refresh();
                getter(ref value);
            };
        }
    }
}
