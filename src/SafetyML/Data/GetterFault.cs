using Microsoft.ML;

namespace SafetyML.Data;

/// <summary>What a row says when it is asked for a value that it cannot give.</summary>
internal static class GetterFault
{
    public static InvalidOperationException NotActive(DataViewSchema.Column column) => new($"Column '{column.Name}' is not active. Name it when the cursor or row is made.");

    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' holds {column.Type}; its getter gives {column.Type.RawType.Name}, not {typeof(TValue).Name}.");

    public static InvalidOperationException NoRow() => new("The cursor is not on a row. Call MoveNext first.");
}
