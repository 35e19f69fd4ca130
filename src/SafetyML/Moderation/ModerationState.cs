using SafetyML.Saving;

namespace SafetyML.Moderation;

/// <summary>What is saved of moderation: columns and settings, without key and cache.</summary>
internal sealed record ModerationState(ModerationColumns Columns, ModerationOptions Options)
{
    private const string CacheVariable = "SAFETYML_MODERATION_CACHE";

    /// <exception cref="InvalidDataException">The text is no such state.</exception>
    public static ModerationState Parse(ReadOnlySpan<char> text) =>
        SavedState.Parse<ModerationState>(text, state => state.Options.Faults().Concat(state.Columns.Faults()));

    public string ToText() => SavedState.ToText(this);

    /// <summary>The mapping of a loaded model: whoever wrote the file does not decide where the user's key and texts go, nor which files are written.</summary>
    public ModerationMapping ToMapping(Microsoft.ML.Runtime.IHostEnvironment? environment)
    {
        var cache = Environment.GetEnvironmentVariable(CacheVariable);
        var options = Options with { CacheFolder = string.IsNullOrWhiteSpace(cache) ? null : cache };
        return new ModerationMapping(Columns, options, new Moderator(options, ApiKey.OfLoaded(options), environment));
    }
}
