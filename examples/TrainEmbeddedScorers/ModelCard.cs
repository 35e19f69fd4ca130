using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Measures;

namespace TrainEmbeddedScorers;

/// <summary>Fills the text of a card with the data that was read and the numbers that were measured.</summary>
internal static class ModelCard
{
    public static string Of(string name, int bytes, IEnumerable<DataFile> data, IEnumerable<MeasureLine> lines, int ownAnswers) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cards", name))
            .Replace("{bytes}", $"{bytes:N0}", StringComparison.Ordinal)
            .Replace("{data}", Table(data), StringComparison.Ordinal)
            .Replace("{numbers}", MeasureTable.ToMarkdown(lines), StringComparison.Ordinal)
            .Replace("{own}", $"{ownAnswers:N0}", StringComparison.Ordinal);

    private static string Table(IEnumerable<DataFile> data) =>
        "| file | rows | bytes | licence | SHA-256 |\n| --- | ---: | ---: | --- | --- |\n"
        + string.Concat(data.Where(file => file.Trains).Select(file => $"| {file.Path} | {file.Rows:N0} | {file.Bytes:N0} | {file.Licence} | `{file.Sha256}` |\n"));
}
