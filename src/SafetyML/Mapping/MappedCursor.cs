using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Mapping;

/// <summary>
/// Reads one batch ahead, keeps the values of the active columns, and runs the mapping on the batch when the first added value of it is asked for.
/// </summary>
internal sealed class MappedCursor<TResult> : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly BoundMapping<TResult> _mapping;
    private readonly Dictionary<int, IColumnBuffer> _passThrough;
    private readonly HashSet<int> _active;
    private readonly ColumnBuffer<DataViewRowId> _ids;
    private readonly Func<string[]> _readTexts;
    private readonly List<string[]> _texts = [];
    private readonly List<long> _batches = [];
    private IReadOnlyList<TResult>? _results;
    private int _row = -1;
    private long _position = -1;
    private bool _ended;

    public MappedCursor(DataViewRowCursor input, BoundMapping<TResult> mapping, IReadOnlyList<DataViewSchema.Column> active)
    {
        (_input, _mapping) = (input, mapping);
        _active = [.. active.Select(column => column.Index)];
        _passThrough = active.Where(column => !mapping.IsAdded(column)).DistinctBy(column => column.Index)
            .ToDictionary(column => column.Index, column => ColumnBuffer.Create(input, input.Schema[column.Index]));
        _ids = new ColumnBuffer<DataViewRowId>(input.GetIdGetter());
        _readTexts = ColumnReader.TextReader(input, mapping.Inputs);
    }

    public override long Position => _ended ? -1 : _position;

    public override long Batch => _batches[_row];

    public override DataViewSchema Schema => _mapping.OutputSchema;

    public override bool MoveNext()
    {
        if (_ended || (++_row >= _texts.Count && !Fill()))
        {
            _ended = true;
            return false;
        }
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.Getter(Row);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw GetterFault.NotActive(column);
        var getter = _mapping.IsAdded(column) ? _mapping.Added(column).Getter(Result) : _passThrough[column.Index].Getter(Row);
        return getter as ValueGetter<TValue>
            ?? throw GetterFault.WrongType<TValue>(column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        _texts.Clear();
        _batches.Clear();
        _ids.Clear();
        foreach (var buffer in _passThrough.Values)
            buffer.Clear();
        (_results, _row) = (null, 0);
        while (_texts.Count < _mapping.Mapping.BatchSize && _input.MoveNext())
        {
            _texts.Add(_readTexts());
            _batches.Add(_input.Batch);
            _ids.Read();
            foreach (var buffer in _passThrough.Values)
                buffer.Read();
        }
        return _texts.Count > 0;
    }

    private int Row() => _row >= 0 && !_ended ? _row : throw GetterFault.NoRow();

    private TResult Result()
    {
        var row = Row();
        _results ??= _mapping.Mapping.Map(_texts);
        return _results[row];
    }
}
