using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The cursor of a view with added columns.</summary>
internal sealed class MappedCursor(DataViewRowCursor input, ColumnBindings bindings, bool[] active, Delegate[] getters) : SynchronizedCursor(input)
{
    public override DataViewSchema Schema => bindings.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Check.State(IsColumnActive(column), $"Column '{column.Name}' is not active");
        var (isInput, index) = bindings.Map(column.Index);
        return isInput ? Input.GetGetter<TValue>(Input.Schema[index]) : ActiveColumns.Typed<TValue>(getters[index]);
    }
}
