using Xunit;

namespace SafetyML.Tests.Moderation;

/// <summary>Trusts an endpoint for loaded models as long as it lives. The variable is the process's: tests that set it run one after another.</summary>
[CollectionDefinition(nameof(LoadedEndpoint))]
public sealed class LoadedEndpoint : IDisposable
{
    private const string Variable = "SAFETYML_MODERATION_ENDPOINT";

    public LoadedEndpoint(Uri endpoint) => Environment.SetEnvironmentVariable(Variable, endpoint.ToString());

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);
}
