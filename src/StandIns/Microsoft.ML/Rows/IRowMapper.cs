namespace Microsoft.ML.Data;

/// <summary>Computes added columns of a row; bound to an input schema.</summary>
internal interface IRowMapper
{
    DataViewSchema.DetachedColumn[] OutputColumns { get; }

    /// <summary>The indices of the input columns that the active outputs need.</summary>
    IEnumerable<int> GetDependencies(Func<int, bool> isActive);

    /// <summary>A getter for each active output, null for the others.</summary>
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive);
}
