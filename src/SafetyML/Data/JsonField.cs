using System.Text.Json;

namespace SafetyML.Data;

/// <summary>A JSON value that is not text, described as an error message would.</summary>
internal sealed record JsonField(JsonElement Element)
{
    public override string ToString() => JsonSource.Describe(Element);
}
