using System.Text.Json;
using System.Text.Json.Serialization;

namespace SafetyML.Saving;

/// <summary>The text that a saved model carries as its state. It is read as what it is: a file that anyone may have written.</summary>
internal static class SavedState
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string ToText<TState>(TState state) => JsonSerializer.Serialize(state, Json);

    /// <summary>The state behind a text, checked by <paramref name="faultsOf"/> as the settings of a user are.</summary>
    /// <exception cref="InvalidDataException">The text is no such state.</exception>
    public static TState Parse<TState>(ReadOnlySpan<char> text, Func<TState, IEnumerable<string>> faultsOf)
        where TState : class
    {
        try
        {
            var state = JsonSerializer.Deserialize<TState>(text, Json) ?? throw new JsonException("There is no state.");
            var faults = faultsOf(state).ToList();
            return faults.Count == 0 ? state : throw Damaged(string.Join(" ", faults), null);
        }
        catch (JsonException fault)
        {
            throw Damaged(fault.Message, fault);
        }
    }

    private static InvalidDataException Damaged(string fault, Exception? inner) =>
        new($"The saved model cannot be restored: {fault} Load a file that ml.Model.Save wrote, of this version of SafetyML.", inner);
}
