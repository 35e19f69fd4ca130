using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SafetyML.Annotation;

/// <summary>
/// A sheet as one HTML page. The answers are hostile text: they travel as JSON that holds no letter with a meaning in HTML, the script shows them as text
/// only, and the page's policy allows this script and this style by their hashes, and nothing else, no network either.
/// </summary>
internal static class SheetPage
{
    // Escapes <, >, &, quotes and the line separators U+2028 and U+2029, whatever the ranges allow.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(AnnotationSheet sheet)
    {
        var (style, script) = (Resource("sheet.css"), Resource("sheet.js"));
        var parts = new Dictionary<string, string>
        {
            ["policy"] = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'",
            ["style"] = style,
            ["data"] = Data(sheet),
            ["script"] = script,
        };
        // Split before anything is put in: no text of a part can be taken for a place.
        var pieces = Resource("sheet.html").Split("{{");
        return pieces[0] + string.Concat(pieces.Skip(1).Select(piece => piece.Split("}}", 2)).Select(piece => parts[piece[0]] + piece[1]));
    }

    private static string Data(AnnotationSheet sheet) => JsonSerializer.Serialize(
        new
        {
            sheet = sheet.Id,
            title = sheet.Options.Title,
            guidance = sheet.Options.Guidance,
            asksHarmful = sheet.Options.AsksHarmful,
            columns = VerdictColumns.All,
            rows = sheet.Rows.Select(row => new { id = row.Id, prompt = row.Prompt, left = row.Left, right = row.Right }),
        },
        Json);

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SheetPage).Assembly.GetManifestResourceStream($"SafetyML.Annotation.{name}")!);
        // A browser reads line ends as line feeds, and hashes what it read.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
