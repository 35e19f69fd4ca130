namespace SafetyML.Moderation;

/// <summary>Reads the key from the environment when it is needed. The key is in no message, log or file.</summary>
internal static class ApiKey
{
    private const string EndpointVariable = "SAFETYML_MODERATION_ENDPOINT";
    private const string KeyVariable = "SAFETYML_MODERATION_KEY_VARIABLE";

    public static Func<string> Of(ModerationOptions options) => () => Read(options);

    /// <summary>
    /// The key for a model from a file, which does not decide where a secret goes nor which one: it is OpenAI's key to OpenAI, or the user names both the
    /// endpoint and the variable.
    /// </summary>
    public static Func<string> OfLoaded(ModerationOptions options) => () => MissingConsent(options).ToList() is { Count: > 0 } missing
        ? throw new ModerationAccessException(
            $"The loaded model would send texts and the key in {options.ApiKeyVariable} to '{options.Endpoint}'. "
            + $"Set the environment variable {string.Join(" and ", missing)} if that is what you want.")
        : Read(options);

    private static IEnumerable<string> MissingConsent(ModerationOptions options)
    {
        var isOpenAi = options.Endpoint == ModerationOptions.DefaultEndpoint;
        if (!isOpenAi && Trusted() != options.Endpoint)
            yield return $"{EndpointVariable} to that address";
        var isOpenAiKey = isOpenAi && options.ApiKeyVariable == ModerationOptions.DefaultApiKeyVariable;
        if (!isOpenAiKey && Environment.GetEnvironmentVariable(KeyVariable)?.Trim() != options.ApiKeyVariable)
            yield return $"{KeyVariable} to the name of that variable";
    }

    private static Uri? Trusted()
    {
        if (!Uri.TryCreate(Environment.GetEnvironmentVariable(EndpointVariable), UriKind.Absolute, out var endpoint))
            return null;
        return EndpointFaults.Excess(endpoint) is { } excess
            ? throw new ModerationAccessException(
                $"The environment variable {EndpointVariable} holds {excess}. Set it to the address alone: the key comes from the environment variable that "
                + $"{KeyVariable} names.")
            : endpoint;
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
