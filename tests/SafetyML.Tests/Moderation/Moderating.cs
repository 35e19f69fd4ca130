using Microsoft.ML;
using SafetyML.Moderation;
using SafetyML.Tests.Support;

namespace SafetyML.Tests.Moderation;

/// <summary>A server, a key of its own and a clock that does not sleep.</summary>
internal sealed class Moderating : IDisposable
{
    public const string Key = "sk-very-secret-0123456789";
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(20);

    public Moderating(TimeSpan hold = default)
    {
        Server = new ModerationServer { Hold = hold };
        Environment.SetEnvironmentVariable(KeyVariable, Key);
        Options = new ModerationOptions { Endpoint = Server.Endpoint, ApiKeyVariable = KeyVariable, Time = Time, CallTimeout = LongTimeout };
    }

    public MLContext Ml { get; } = new(seed: 1);

    public ModerationServer Server { get; }

    public SkippingTime Time { get; } = new(ShortTimeout, LongTimeout);

    public string KeyVariable { get; } = $"SAFETYML_TEST_KEY_{Guid.NewGuid():N}";

    public ModerationOptions Options { get; set; }

    /// <summary>The options with a timeout that is over soon.</summary>
    public ModerationOptions Impatient => Options with { CallTimeout = ShortTimeout };

    public IDataView Moderate(params string[] texts) => Moderate(Options, texts);

    public IDataView Moderate(ModerationOptions options, params string[] texts)
    {
        var data = Ml.Of([.. texts.Select(text => new Row(text))]);
        return Ml.Transforms.ModerateContent(options).Fit(data).Transform(data);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        Server.Dispose();
    }

    internal sealed record Row(string Answer);
}
