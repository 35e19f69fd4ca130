using System.Text.Json.Serialization;
using SafetyML.Options;

namespace SafetyML.Moderation;

/// <summary>Settings of <c>ModerateContent</c>. The key itself is no setting: it is read from the environment and kept nowhere.</summary>
public sealed record ModerationOptions
{
    internal const string DefaultApiKeyVariable = "OPENAI_API_KEY";
    internal static readonly Uri DefaultEndpoint = new("https://api.openai.com/v1");
    private const int MostParallelCalls = 256;
    private const int MostRetries = 100;
    private const int LargestBatch = 16384;

    /// <summary>The address that <c>/moderations</c> is added to: https, or http on this machine, without a query.</summary>
    /// <value>OpenAI's, <c>https://api.openai.com/v1</c>, by default.</value>
    public Uri Endpoint { get; init; } = DefaultEndpoint;

    /// <summary>The moderation model.</summary>
    /// <value><c>omni-moderation-latest</c> by default.</value>
    public string Model { get; init; } = "omni-moderation-latest";

    /// <summary>The environment variable that holds the key. It is read when the first text is sent.</summary>
    /// <value><c>OPENAI_API_KEY</c> by default.</value>
    public string ApiKeyVariable { get; init; } = DefaultApiKeyVariable;

    /// <summary>How many calls may be under way at once, over all threads that use a transformer; 1 to 256.</summary>
    /// <value>8 by default.</value>
    public int MaxParallelCalls { get; init; } = 8;

    /// <summary>How many calls, retries included, may begin in a minute, evenly spaced; at least 1, null for no limit of ours.</summary>
    /// <value>null by default.</value>
    public int? CallsPerMinute { get; init; }

    /// <summary>How long one call may take; more than zero, at most a day.</summary>
    /// <value>30 seconds by default.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated after a timeout, a broken connection or answer, or status 408, 409, 429 or 5xx; 0 for never, at most 100.</summary>
    /// <value>5 by default; then the row is unscored.</value>
    public int MaxRetries { get; init; } = 5;

    /// <summary>
    /// The longest wait before a call; more than zero, at most a day. The server's <c>Retry-After</c> is kept to by all calls of a transformer; those that
    /// would have to wait longer are given up at once, without being sent, and their rows are unscored. Without that header the wait doubles from a second.
    /// </summary>
    /// <value>One minute by default.</value>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows are read ahead, so that their calls run side by side; 1 to 16,384.</summary>
    /// <value>64 by default.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// The folder of <c>moderation.jsonl</c>, which keeps every score by model and text (as SHA-256, never the text) and may be shared by processes.
    /// It is not saved with a model: a loaded one uses the folder that <c>SAFETYML_MODERATION_CACHE</c> names, if any.
    /// </summary>
    /// <value>null by default: nothing is kept.</value>
    [JsonIgnore]
    public string? CacheFolder { get; init; }

    /// <summary>The clock that waits, timeouts and the rate go by.</summary>
    /// <value>The system's by default.</value>
    [JsonIgnore]
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told after every text how many are done, in order and by one thread at a time.</summary>
    [JsonIgnore]
    public IProgress<ModerationProgress>? Progress { get; init; }

    /// <summary>Stops the calls. What was answered stays in the cache.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate() => OptionFaults.ThrowIfAny(nameof(ModerationOptions), Faults());

    internal IEnumerable<string> Faults() => ServiceFaults().Concat(LimitFaults());

    private IEnumerable<string> ServiceFaults()
    {
        if (EndpointFaults.Of(Endpoint) is { } fault)
            yield return fault;
        if (string.IsNullOrWhiteSpace(Model))
            yield return "Model is empty; give a moderation model, for example omni-moderation-latest.";
        if (string.IsNullOrWhiteSpace(ApiKeyVariable) || ApiKeyVariable.Contains('='))
            yield return "ApiKeyVariable is no name of an environment variable; give one, for example OPENAI_API_KEY.";
        if (CacheFolder is not null && string.IsNullOrWhiteSpace(CacheFolder))
            yield return "CacheFolder is empty; give a folder or null.";
    }

    private IEnumerable<string> LimitFaults()
    {
        if (Time is null)
            yield return "Time is null; give a clock, for example TimeProvider.System.";
        if (MaxParallelCalls is < 1 or > MostParallelCalls)
            yield return $"MaxParallelCalls is {MaxParallelCalls}; it must be from 1 to {MostParallelCalls}.";
        if (CallsPerMinute < 1)
            yield return $"CallsPerMinute is {CallsPerMinute}; it must be at least 1, or null.";
        if (MaxRetries is < 0 or > MostRetries)
            yield return $"MaxRetries is {MaxRetries}; it must be from 0 to {MostRetries}.";
        if (BatchSize is < 1 or > LargestBatch)
            yield return $"BatchSize is {BatchSize}; it must be from 1 to {LargestBatch}.";
        foreach (var (name, span) in new[] { (nameof(CallTimeout), CallTimeout), (nameof(MaxWait), MaxWait) })
        {
            if (span <= TimeSpan.Zero || span > TimeSpan.FromDays(1))
                yield return $"{name} is {span}; it must be more than zero and at most a day.";
        }
    }
}
