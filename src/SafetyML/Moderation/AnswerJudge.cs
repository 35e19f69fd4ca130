using System.ClientModel.Primitives;
using System.Text.Json;
using static System.FormattableString;

namespace SafetyML.Moderation;

/// <summary>Turns a server's answer into an outcome: a score, a failure that may pass, one that will not, or the end of the run.</summary>
internal sealed class AnswerJudge(ModerationOptions options, string key)
{
    private const int LongestMessage = 200;

    /// <exception cref="ModerationAccessException">The server refuses the key, or its quota is spent.</exception>
    public CallOutcome Judge(PipelineResponse answer)
    {
        if (answer.Status is >= 200 and < 300)
            return Read(answer.Content.ToMemory());
        var (message, code) = Error(answer.Content.ToMemory());
        var status = Clean($"the server answered {answer.Status}{(message.Length == 0 ? "" : $": {message}")}");
        if (answer.Status is 401 or 403)
            throw new ModerationAccessException(
                $"The key in {options.ApiKeyVariable} is refused: {status} ({options.Endpoint}). Set a key that may use model '{options.Model}'. "
                + "Answers that are in the cache are kept.");
        if (code == "insufficient_quota")
            throw new ModerationAccessException(
                $"The quota of the key in {options.ApiKeyVariable} is spent, and no waiting brings it back: {status} ({options.Endpoint}). "
                + "Raise the quota, or set a key that has some. Answers that are in the cache are kept.");
        var mayPass = answer.Status is 408 or 409 or 429 or >= 500;
        return mayPass ? Retry(status, RetryAfter.Of(answer.Headers, options.Time.GetUtcNow())) : CallOutcome.Failed(status, mayRetry: false);
    }

    /// <summary>A foreign text on one line, without the key and not too long.</summary>
    public string Clean(string text)
    {
        var line = string.Concat(text.Replace(key, "***", StringComparison.Ordinal).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }

    private CallOutcome Retry(string status, TimeSpan? wait) => wait > options.MaxWait
        ? CallOutcome.Failed(
            $"{status}, " + Invariant($"and asks to wait {wait.Value.TotalSeconds:0.###} s, more than MaxWait of {options.MaxWait.TotalSeconds:0.###} s"),
            mayRetry: false,
            wait)
        : CallOutcome.Failed(status, mayRetry: true, wait);

    private static CallOutcome Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            return new CallOutcome(ScoreReader.ReadAnswer(answer));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return CallOutcome.Failed("the answer is not whole JSON", mayRetry: true);
        }
        catch (FormatException fault)
        {
            return CallOutcome.Failed($"the answer has another shape: {fault.Message}", mayRetry: false);
        }
    }

    /// <summary>The message and code of OpenAI's error object; empty for any other body.</summary>
    private static (string Message, string Code) Error(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object
                ? (Text(error, "message"), Text(error, "code"))
                : ("", "");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ("", "");
        }
    }

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
