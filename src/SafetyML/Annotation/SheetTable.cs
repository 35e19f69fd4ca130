using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace SafetyML.Annotation;

/// <summary>A sheet as CSV, with empty columns for the verdict. What a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class SheetTable
{
    public static void Write(Stream stream, AnnotationSheet sheet)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\n" };
        // The mark tells spreadsheets that the text is UTF-8.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        WriteRecord(csv, [VerdictColumns.Row, "prompt", "left", "right", .. VerdictColumns.All.Skip(1)]);
        foreach (var row in sheet.Rows)
            WriteRecord(csv, [row.Id, row.Prompt, row.Left, row.Right, .. VerdictColumns.All.Skip(1).Select(_ => "")]);
    }

    private static void WriteRecord(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }
}
