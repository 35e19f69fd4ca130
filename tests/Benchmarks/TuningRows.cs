using System.Text.Json.Nodes;

namespace SafetyML.Benchmarks;

/// <summary>Draws the rows of a benchmark and writes them to one Alpaca file, which both sides read.</summary>
internal static class TuningRows
{
    private const int GeneralRows = 600;
    private const int SafetyRows = 30;

    /// <summary>Draws <paramref name="count"/> rows from 600 general and 30 safety rows, so that every row is trained on once.</summary>
    public static void Write(string general, string safety, int count, string path)
    {
        var pool = Read(general).Take(GeneralRows).Concat(Draw(Read(safety), SafetyRows)).ToList();
        if (count > pool.Count)
            throw new ArgumentException($"{count} rows are needed, but there are {pool.Count}. Ask for fewer steps.");
        File.WriteAllText(path, new JsonArray([.. Draw(pool, count).Select(row => row!.DeepClone())]).ToJsonString());
    }

    private static JsonArray Read(string path) => JsonNode.Parse(File.ReadAllBytes(path))!.AsArray();

    private static IEnumerable<JsonNode?> Draw(IEnumerable<JsonNode?> rows, int count)
    {
        var drawn = rows.ToArray();
        new Random(Recipe.Seed).Shuffle(drawn);
        return drawn.Take(count);
    }
}
