using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafetyML.Evaluation;
using SafetyML.Torch.Checkpoints;

namespace QuickStart;

/// <summary>Writes <c>answers.jsonl</c> and <c>summary.json</c>.</summary>
internal static class StudyFiles
{
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions Indented = new(Line) { WriteIndented = true };

    public static void Write(string folder, IReadOnlyList<DoseResult> results)
    {
        var answers =
            from result in results
            from row in result.Answers
            select JsonSerializer.Serialize(new { result.SafetyCount, row.Set, Prompt = row.Instruction, row.Answer, row.Refusal }, Line);
        AtomicFile.WriteAllText(Path.Combine(folder, "answers.jsonl"), string.Concat(answers.Select(line => line + "\n")));
        var runs = results.Select(r => new { r.SafetyCount, Unsafe = Entry(r.Unsafe), Exaggerated = Entry(r.Exaggerated), Helpful = Entry(r.Helpful) });
        AtomicFile.WriteAllText(Path.Combine(folder, "summary.json"), JsonSerializer.Serialize(new { Runs = runs }, Indented) + "\n");
    }

    private static object? Entry(Rate? rate) => rate is null ? null : new { Rate = rate.Value, N = rate.Count, rate.Low, rate.High };
}
