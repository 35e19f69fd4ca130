using Microsoft.ML;
using SafetyML.Annotation;
using SafetyML.Data;

namespace SafetyML;

/// <summary>Blind annotation: two systems' answers out to people, their verdicts in.</summary>
public static class AnnotationCatalog
{
    /// <summary>
    /// Writes a blind sheet of two systems' answers to the same prompts, <c>sheet.html</c> and <c>sheet.csv</c>, and apart from it the key: rows and sides are
    /// shuffled by a random seed that stands in the key, and no system is named.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Safety()</c>.</param>
    /// <param name="first">Prompts and answers of one system, for example after <c>SafetyTune</c>.</param>
    /// <param name="second">Those of the other, to the same prompts in any order.</param>
    /// <param name="folder">The folder that annotators get. A sheet in it is replaced.</param>
    /// <param name="keyPath">The key's file, outside <paramref name="folder"/>. The key of another sheet is never replaced.</param>
    /// <param name="options">Columns, names, seed and what the page says.</param>
    /// <exception cref="ArgumentException">A setting or a column is at fault, or a prompt was answered by one system only; the first is named.</exception>
    /// <exception cref="IOException">The key's file holds something else.</exception>
    public static AnnotationFiles ExportAnnotationSheet(
        this SafetyCatalog catalog, IDataView first, IDataView second, string folder, string keyPath, AnnotationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(keyPath);
        options ??= new AnnotationOptions();
        options.Validate();
        SheetExport.RequireApart(folder, keyPath);
        var pairs = AnswerPairs.Read(first, second, options);
        var seed = options.Seed ?? AnnotationKey.SeedAt(keyPath) ?? SheetShuffle.FreshSeed();
        return SheetExport.Write(AnnotationSheet.Shuffle(pairs, options, seed), folder, keyPath);
    }

    /// <summary>Reads verdicts and counts them: who is preferred, and how far annotators agree.</summary>
    /// <param name="catalog">The catalog, <c>ml.Safety()</c>.</param>
    /// <param name="keyPath">The key that was exported with the sheet.</param>
    /// <param name="verdictPaths">What the page saved, or the filled-in CSV (comma, semicolon or tab; UTF-8). A row without a name takes the file's.</param>
    /// <param name="allowMissing">Whether rows may have no verdict; they are counted as unscored.</param>
    /// <exception cref="DataFileException">A row is unknown, judged twice, not understood or missing, or a name is written in two ways: the message names file
    /// and line.</exception>
    public static AnnotationResults ReadVerdicts(
        this SafetyCatalog catalog, string keyPath, IEnumerable<string> verdictPaths, bool allowMissing = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(keyPath);
        ArgumentNullException.ThrowIfNull(verdictPaths);
        var key = AnnotationKey.Read(keyPath);
        var reader = new VerdictReader(key, allowMissing);
        foreach (var path in verdictPaths)
            reader.Read(path);
        var (verdicts, missing) = reader.Finish();
        return verdicts.Count > 0
            ? new AnnotationResults(key, verdicts, missing)
            : throw new ArgumentException("There are no verdicts. Give at least one file in which a preference is filled in.", nameof(verdictPaths));
    }
}
