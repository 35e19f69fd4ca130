using System.Text.Json;
using System.Text.Json.Serialization;
using SafetyML.Data;

namespace SafetyML.Annotation;

/// <summary>What annotators must not know: which side of each row is which system's.</summary>
internal sealed record AnnotationKey(
    [property: JsonPropertyName("sheet")] string Sheet,
    [property: JsonPropertyName("first")] string First,
    [property: JsonPropertyName("second")] string Second,
    [property: JsonPropertyName("asks_harmful")] bool AsksHarmful,
    [property: JsonPropertyName("first_is_left")] IReadOnlyDictionary<string, bool> FirstIsLeft,
    [property: JsonPropertyName("seed")] long? Seed = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static AnnotationKey Of(AnnotationSheet sheet) => new(
        sheet.Id,
        sheet.Options.FirstName,
        sheet.Options.SecondName,
        sheet.Options.AsksHarmful,
        sheet.Rows.Zip(sheet.FirstIsLeft).ToDictionary(pair => pair.First.Id, pair => pair.Second),
        sheet.Seed);

    /// <summary>The seed in the key at <paramref name="path"/>; null where there is no key, or none with a seed.</summary>
    public static long? SeedAt(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path).Seed : null;
        }
        catch (DataFileException)
        {
            // No key: writing over it is refused later, by name.
            return null;
        }
    }

    /// <exception cref="DataFileException">The file is no key.</exception>
    public static AnnotationKey Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AnnotationKey>(TextFile.ReadBytes(path), Json) ?? throw new JsonException("There is nothing.");
        }
        catch (JsonException fault)
        {
            throw new DataFileException(
                path,
                fault.LineNumber is { } line ? (int)line + 1 : null,
                $"the file is no key of an annotation sheet: {fault.Message} Give the key that was exported with the sheet.",
                fault);
        }
    }

    public string ToText() => JsonSerializer.Serialize(this, Json) + "\n";
}
