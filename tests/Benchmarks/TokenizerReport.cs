using System.Text.Json;
using System.Text.Json.Serialization;

namespace SafetyML.Benchmarks;

/// <summary>What one stack measured of one tokenizer.</summary>
/// <param name="Tokens">Tokens of all texts.</param>
/// <param name="First">Seconds of the first pass, which finds every cache empty.</param>
/// <param name="Fastest">Seconds of the fastest pass.</param>
/// <param name="FirstProcessor">Processor seconds of the first pass, other threads of the process included.</param>
/// <param name="Processor">Processor seconds of the pass that took the fewest; fewer than <paramref name="Fastest"/> where the machine had more to do.</param>
/// <param name="Checksum">Of the ids of all texts.</param>
internal sealed record TokenizerReport(
    [property: JsonPropertyName("tokens")] long Tokens,
    [property: JsonPropertyName("first")] double First,
    [property: JsonPropertyName("fastest")] double Fastest,
    [property: JsonPropertyName("firstProcessor")] double FirstProcessor,
    [property: JsonPropertyName("processor")] double Processor,
    [property: JsonPropertyName("checksum")] uint Checksum)
{
    public static TokenizerReport Parse(string json) => JsonSerializer.Deserialize<TokenizerReport>(json) ?? throw new JsonException("The report is empty.");

    public string ToJson() => JsonSerializer.Serialize(this);
}
