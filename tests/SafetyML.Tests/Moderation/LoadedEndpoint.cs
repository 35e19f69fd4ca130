using Xunit;

namespace SafetyML.Tests.Moderation;

/// <summary>
/// Trusts an endpoint, and a variable with the key for it, for loaded models as long as it lives. Both are the process's: tests that set them run one after
/// another.
/// </summary>
[CollectionDefinition(nameof(LoadedEndpoint))]
public sealed class LoadedEndpoint : IDisposable
{
    private const string Endpoint = "SAFETYML_MODERATION_ENDPOINT";
    private const string KeyVariable = "SAFETYML_MODERATION_KEY_VARIABLE";

    public LoadedEndpoint(Uri? endpoint, string? keyVariable)
    {
        Environment.SetEnvironmentVariable(Endpoint, endpoint?.ToString());
        Environment.SetEnvironmentVariable(KeyVariable, keyVariable);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Endpoint, null);
        Environment.SetEnvironmentVariable(KeyVariable, null);
    }
}
