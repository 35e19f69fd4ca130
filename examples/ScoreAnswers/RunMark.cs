using System.Security.Cryptography;
using System.Text.Json;
using SafetyML.Refusal;
using SafetyML.Torch.Encoders;

namespace ScoreAnswers;

/// <summary>A hash of all that the scores of a run come from: the answers, the judges and the program.</summary>
internal static class RunMark
{
    public static string Of(ScoreSettings settings)
    {
        string[] parts =
        [
            Path.GetExtension(settings.Answers).ToLowerInvariant(), Hash(settings.Answers), settings.PromptColumn, settings.AnswerColumn,
            settings.Refusal.Name, Folder(settings.Refusal.Folder), $"{settings.RefusalFormat}", Labels(settings.RefusalLabels),
            Folder(settings.HarmfulnessFolder), $"{settings.HarmfulnessFormat}",
            .. new[] { typeof(RunMark), typeof(RefusalJudge), typeof(TextClassifier) }.Select(type => $"{type.Module.ModuleVersionId}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }

    private static string Labels(IReadOnlyDictionary<string, string>? labels) =>
        labels is null ? "" : JsonSerializer.Serialize(labels.OrderBy(label => label.Key, StringComparer.Ordinal));

    private static string Folder(string? folder) => folder is null
        ? ""
        : JsonSerializer.Serialize(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => (string[])[Path.GetFileName(file), Hash(file)]));

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
