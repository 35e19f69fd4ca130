using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters that read the members of a current object.</summary>
internal static class MemberGetters
{
    public static Delegate Create<TRow>(MemberColumn column, Func<TRow> current)
    {
        var type = column.MemberType;
        if (type == typeof(string))
            return Text(column.Reader<TRow, string>(), current);
        if (type == typeof(string[]))
            return Texts(column.Reader<TRow, string[]>(), current);
        if (type.IsArray)
            return GenericCall.Invoke<Delegate>(Array<TRow, int>, [typeof(TRow), type.GetElementType()], column, current);
        if (column.Definition.Type is VectorDataViewType vector)
            return GenericCall.Invoke<Delegate>(Vector<TRow, int>, [typeof(TRow), vector.ItemType.RawType], column, current);
        if (column.Definition.Type is KeyDataViewType)
            return GenericCall.Invoke<Delegate>(Key<TRow, uint>, [typeof(TRow), type], column, current);
        return GenericCall.Invoke<Delegate>(Direct<TRow, int>, [typeof(TRow), type], column, current);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(Func<TRow, string> read, Func<TRow> current)
        => (ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts<TRow>(Func<TRow, string[]> read, Func<TRow> current)
        => (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var texts = read(current()) ?? [];
            var editor = VBufferEditor.Create(ref value, texts.Length);
            for (var i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            value = editor.Commit();
        };

    private static ValueGetter<VBuffer<T>> Array<TRow, T>(MemberColumn column, Func<TRow> current)
    {
        var read = column.Reader<TRow, T[]>();
        return (ref VBuffer<T> value) =>
        {
            var items = read(current()) ?? [];
            new VBuffer<T>(items.Length, items).CopyTo(ref value);
        };
    }

    private static ValueGetter<VBuffer<T>> Vector<TRow, T>(MemberColumn column, Func<TRow> current)
    {
        var read = column.Reader<TRow, VBuffer<T>>();
        return (ref VBuffer<T> value) => read(current()).CopyTo(ref value);
    }

    private static ValueGetter<T> Direct<TRow, T>(MemberColumn column, Func<TRow> current)
    {
        var read = column.Reader<TRow, T>();
        return (ref T value) => value = read(current());
    }

    // Members count keys from 0, columns from 1; what is out of range is missing.
    private static ValueGetter<T> Key<TRow, T>(MemberColumn column, Func<TRow> current)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        var read = column.Reader<TRow, T>();
        var count = ((KeyDataViewType)column.Definition.Type).Count;
        return (ref T value) =>
        {
            var key = ulong.CreateChecked(read(current()));
            value = key < count ? T.CreateChecked(key + 1) : T.Zero;
        };
    }
}
