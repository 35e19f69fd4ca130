namespace SafetyML.Moderation;

/// <summary>Checks the address that texts and the key are sent to. It is printed and saved, so that no key may stand in it.</summary>
internal static class EndpointFaults
{
    /// <summary>What is wrong with an address, without repeating what may be a key; null for a good one.</summary>
    public static string? Of(Uri? endpoint) =>
        endpoint is not null && Excess(endpoint) is { } excess
            ? $"Endpoint holds {excess}; give the address alone: the key comes from the environment variable that ApiKeyVariable names."
        : endpoint is null || !IsSafe(endpoint)
            ? $"Endpoint is {(endpoint is null ? "null" : $"'{endpoint}'")}; give an https address, or an http address of this machine: the key is sent to it."
        : null;

    /// <summary>What an address holds that may be a key; null for the address alone.</summary>
    public static string? Excess(Uri endpoint) =>
        endpoint.IsAbsoluteUri && endpoint.UserInfo.Length > 0 ? "a user name or password"
        : endpoint.OriginalString.AsSpan().ContainsAny('?', '#') ? "a query or fragment"
        : null;

    private static bool IsSafe(Uri endpoint) =>
        endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));
}
