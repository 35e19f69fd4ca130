namespace SafetyML.Mapping;

/// <summary>What a transformer of ours computes: text columns in, one result a row out, in batches.</summary>
internal interface IRowMapping<TResult>
{
    /// <summary>The columns that are read.</summary>
    IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>The columns that are added.</summary>
    IReadOnlyList<OutputColumn<TResult>> Outputs { get; }

    /// <summary>How many rows a cursor hands over at once; at least 1.</summary>
    int BatchSize { get; }

    /// <summary>
    /// Results for rows, in order. A row holds the texts of <see cref="Inputs"/>, empty for an absent optional column. May be called from several threads.
    /// </summary>
    IReadOnlyList<TResult> Map(IReadOnlyList<string[]> rows);
}
