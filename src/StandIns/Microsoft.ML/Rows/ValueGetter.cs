namespace Microsoft.ML;

/// <summary>Gives the value of a column in the current row; buffers in <paramref name="value"/> may be reused.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
