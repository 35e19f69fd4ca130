namespace SafetyML.Mapping;

/// <summary>The values of one column over a batch of rows.</summary>
internal interface IColumnBuffer
{
    /// <summary>Keeps the value of the input's current row.</summary>
    void Read();

    void Clear();

    /// <summary>The <c>ValueGetter</c> of the row that <paramref name="row"/> gives.</summary>
    Delegate Getter(Func<int> row);
}
