namespace Microsoft.ML.Data;

/// <summary>The schema of a view that adds columns: a new name goes to the end, a known one right after the column that it hides.</summary>
internal sealed class ColumnBindings
{
    // An input column as its index, an added one as the complement of its index.
    private readonly List<int> _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        Input = input;
        var names = input.Select(column => column.Name).ToList();
        _sources = [.. Enumerable.Range(0, input.Count)];
        for (var i = 0; i < added.Length; i++)
        {
            var last = names.LastIndexOf(added[i].Name);
            var position = last < 0 ? names.Count : last + 1;
            names.Insert(position, added[i].Name);
            _sources.Insert(position, ~i);
        }

        Schema = DataViewSchema.Of(_sources.Select(source => source >= 0 ? new DataViewSchema.DetachedColumn(input[source]) : added[~source]));
        Added = new int[added.Length];
        for (var i = 0; i < _sources.Count; i++)
        {
            if (_sources[i] < 0)
                Added[~_sources[i]] = i;
        }
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Schema { get; }

    /// <summary>The output index of each added column.</summary>
    public int[] Added { get; }

    /// <summary>The input column behind an output column, or the index of the added column.</summary>
    public (bool IsInput, int Index) Map(int output) => _sources[output] >= 0 ? (true, _sources[output]) : (false, ~_sources[output]);
}
