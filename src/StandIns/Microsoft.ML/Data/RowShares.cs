using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Gives each row a number in [0, 1) by which rows are split: at random, or the same for rows with an equal key.</summary>
internal static class RowShares
{
    public static Func<DataViewRow, Func<double>> Create(IDataView data, DataViewSchema.Column? key, int seed)
        => key is { } column
            ? GenericCall.Invoke<Func<DataViewRow, Func<double>>>(OfKey<int>, column.Type.RawType, column, seed)
            : row => OfPosition(row, seed);

    private static Func<double> OfPosition(DataViewRow row, int seed)
    {
        var read = row.GetIdGetter();
        DataViewRowId id = default;
        return () =>
        {
            read(ref id);
            return Share(id.Low ^ ((ulong)(uint)seed << 32));
        };
    }

    private static Func<DataViewRow, Func<double>> OfKey<T>(DataViewSchema.Column column, int seed) => row =>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return Share(TextHash(value?.ToString() ?? "") ^ ((ulong)(uint)seed << 32));
        };
    };

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static ulong TextHash(string text) => text.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);

    // SplitMix64, of which the upper 53 bits make a double.
    private static double Share(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return ((value ^ (value >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
