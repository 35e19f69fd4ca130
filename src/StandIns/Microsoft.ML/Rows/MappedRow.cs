using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A row with added columns.</summary>
internal sealed class MappedRow(DataViewRow input, ColumnBindings bindings, Delegate[] getters) : WrappingRow(input)
{
    public override DataViewSchema Schema => bindings.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        var (isInput, index) = bindings.Map(column.Index);
        return isInput ? Input.IsColumnActive(Input.Schema[index]) : getters[index] != null;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Check.State(IsColumnActive(column), $"Column '{column.Name}' is not active");
        var (isInput, index) = bindings.Map(column.Index);
        return isInput ? Input.GetGetter<TValue>(Input.Schema[index]) : ActiveColumns.Typed<TValue>(getters[index]);
    }
}
