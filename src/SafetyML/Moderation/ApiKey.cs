namespace SafetyML.Moderation;

/// <summary>Reads the key from the environment when it is needed. The key is in no message, log or file.</summary>
internal static class ApiKey
{
    private const string TrustVariable = "SAFETYML_MODERATION_ENDPOINT";

    public static Func<string> Of(ModerationOptions options) => () => Read(options);

    /// <summary>The key for a model from a file: it goes to OpenAI only, or to the endpoint that the user of the file trusts.</summary>
    public static Func<string> OfLoaded(ModerationOptions options) => () => IsTrusted(options)
        ? Read(options)
        : throw new ModerationAccessException(
            $"The loaded model would send texts and the key in {options.ApiKeyVariable} to '{options.Endpoint}'. "
            + $"Set the environment variable {TrustVariable} to that address if that is what you want.");

    private static bool IsTrusted(ModerationOptions options)
    {
        if (options.Endpoint == ModerationOptions.DefaultEndpoint && options.ApiKeyVariable == ModerationOptions.DefaultApiKeyVariable)
            return true;
        return Uri.TryCreate(Environment.GetEnvironmentVariable(TrustVariable), UriKind.Absolute, out var trusted) && trusted == options.Endpoint;
    }

    private static string Read(ModerationOptions options)
    {
        var key = Environment.GetEnvironmentVariable(options.ApiKeyVariable)?.Trim();
        if (string.IsNullOrEmpty(key))
            throw new ModerationAccessException(
                $"The environment variable {options.ApiKeyVariable} is not set. ModerateContent reads the key for '{options.Endpoint}' from it: "
                + "set it, or name another variable in ApiKeyVariable.");
        // HTTP headers hold printable ASCII; the client's own errors would repeat the key.
        if (key.Any(letter => letter is <= ' ' or > '~'))
            throw new ModerationAccessException(
                $"The environment variable {options.ApiKeyVariable} holds a space, a line break or a letter outside ASCII, which no key has. "
                + "Set it to the key alone.");
        return key;
    }
}
