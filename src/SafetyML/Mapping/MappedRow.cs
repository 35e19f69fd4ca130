using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Mapping;

/// <summary>A row with the mapping's columns; the mapping runs once for each position of the input, when an added value is asked for.</summary>
internal sealed class MappedRow<TResult> : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly BoundMapping<TResult> _mapping;
    private readonly HashSet<int> _active;
    private readonly Func<string[]>? _readTexts;
    private TResult _result = default!;
    private long _resultPosition = -1;

    public MappedRow(DataViewRow input, BoundMapping<TResult> mapping, IReadOnlyList<DataViewSchema.Column> active)
    {
        (_input, _mapping) = (input, mapping);
        _active = [.. active.Select(column => column.Index)];
        if (active.Any(mapping.IsAdded))
            _readTexts = ColumnReader.TextReader(input, mapping.Inputs);
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _mapping.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw GetterFault.NotActive(column);
        if (!_mapping.IsAdded(column))
            return _input.GetGetter<TValue>(_input.Schema[column.Index]);
        return _mapping.Added(column).Getter(Result) as ValueGetter<TValue>
            ?? throw GetterFault.WrongType<TValue>(column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private TResult Result()
    {
        if (_resultPosition != _input.Position)
        {
            _result = _mapping.Mapping.Map([_readTexts!()])[0];
            _resultPosition = _input.Position;
        }
        return _result;
    }
}
