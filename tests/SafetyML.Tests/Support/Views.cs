using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Tests.Support;

/// <summary>Small views and what is in them.</summary>
internal static class Views
{
    public static IDataView Of<TRow>(this MLContext ml, params TRow[] rows)
        where TRow : class => ml.Data.LoadFromEnumerable(rows);

    public static string[] Texts(this IDataView view, string column)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema[column]);
        List<string> texts = [];
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            getter(ref text);
            texts.Add(text.ToString());
        }
        return [.. texts];
    }

    public static TValue[] Values<TValue>(this IDataView view, string column) => [.. view.GetColumn<TValue>(column)];

    public static string[] Names(this DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden).Select(column => column.Name)];
}
