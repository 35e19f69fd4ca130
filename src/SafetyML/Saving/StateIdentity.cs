using System.Runtime.InteropServices;

namespace SafetyML.Saving;

/// <summary>The object behind the text of a state: the same for every row of one loaded chain, so what is made from it is made once.</summary>
internal static class StateIdentity
{
    public static object Of(ReadOnlyMemory<char> state) =>
        MemoryMarshal.TryGetString(state, out var text, out _, out _) ? text
        : MemoryMarshal.TryGetArray(state, out var array) ? array.Array!
        : throw new InvalidOperationException("The state of the saved model is not text in memory.");
}
