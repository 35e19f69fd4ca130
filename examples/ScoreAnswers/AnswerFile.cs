namespace ScoreAnswers;

/// <summary>A file of answers that is read row by row.</summary>
/// <param name="Columns">The names of its columns, in order.</param>
/// <param name="Rows">Reads the rows, each time from the start; a row has a text for every column.</param>
internal sealed record AnswerFile(IReadOnlyList<string> Columns, Func<IEnumerable<string[]>> Rows)
{
    /// <summary>What separates the columns; null where nothing does.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Opens a file of answers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="texts">The columns that must be in it and hold texts.</param>
    /// <param name="others">The other columns that must be in it.</param>
    public static AnswerFile Open(string path, IReadOnlyList<string> texts, IReadOnlyList<string> others)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"The file '{path}' was not found.");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => DelimitedFile.Open(path, ",", [.. texts, .. others]),
            ".tsv" => DelimitedFile.Open(path, "\t", [.. texts, .. others]),
            ".jsonl" or ".ndjson" => JsonLinesFile.Open(path, texts),
            var other => throw new ArgumentException(
                $"'{Path.GetFileName(path)}' ends with '{other}'; files of answers end with .csv, .tsv, .jsonl or .ndjson."),
        };
    }

    /// <summary>The place of a column.</summary>
    public int IndexOf(string column)
    {
        var index = Columns.ToList().IndexOf(column);
        return index >= 0 ? index : throw new ArgumentException($"Column '{column}' was not found. Columns: {string.Join(", ", Columns)}.{Hint()}");
    }

    /// <summary>Says, at the end of a message, that something else than the delimiter separates the columns.</summary>
    public static string SeparatorHint(char found) =>
        $" The columns seem to be separated by {(found == '\t' ? "tabs" : $"'{found}'")}; they must be by ',' in a .csv file and by tabs in a .tsv file.";

    private string Hint() => Delimiter is not null && Columns is [var only] && only.IndexOfAny([';', '\t', ',']) is >= 0 and var place && only[place] != Delimiter[0]
        ? SeparatorHint(only[place])
        : "";
}
