using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Actions that write the columns of a row into the members of an object.</summary>
internal static class MemberSetters
{
    public static Action<TRow> Create<TRow>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var type = member.MemberType;
        if (type == typeof(string))
            return Text<TRow>(member, row, column);
        if (type == typeof(string[]))
            return Array<TRow, ReadOnlyMemory<char>, string>(member, row, column, texts => [.. texts.DenseValues().Select(text => text.ToString())]);
        if (type.IsArray)
            return GenericCall.Invoke<Action<TRow>>(Array<TRow, int>, [typeof(TRow), type.GetElementType()], member, row, column);
        if (column.Type is VectorDataViewType vector)
            return GenericCall.Invoke<Action<TRow>>(Vector<TRow, int>, [typeof(TRow), vector.ItemType.RawType], member, row, column);
        return GenericCall.Invoke<Action<TRow>>(Direct<TRow, int>, [typeof(TRow), type], member, row, column);
    }

    private static Action<TRow> Text<TRow>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        var write = member.Writer<TRow, string>();
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    private static Action<TRow> Array<TRow, T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var (read, write) = (member.Reader<TRow, T[]>(), member.Writer<TRow, T[]>());
        VBuffer<T> value = default;
        return target =>
        {
            getter(ref value);
            var array = read(target);
            if (array?.Length != value.Length)
                array = new T[value.Length];
            value.CopyTo(array);
            write(target, array);
        };
    }

    private static Action<TRow> Array<TRow, TItem, TElement>(
        MemberColumn member, DataViewRow row, DataViewSchema.Column column, Func<VBuffer<TItem>, TElement[]> convert)
    {
        var getter = row.GetGetter<VBuffer<TItem>>(column);
        var write = member.Writer<TRow, TElement[]>();
        VBuffer<TItem> value = default;
        return target =>
        {
            getter(ref value);
            write(target, convert(value));
        };
    }

    private static Action<TRow> Vector<TRow, T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var (read, write) = (member.Reader<TRow, VBuffer<T>>(), member.Writer<TRow, VBuffer<T>>());
        return target =>
        {
            var value = read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> Direct<TRow, T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var write = member.Writer<TRow, T>();
        T value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }
}
