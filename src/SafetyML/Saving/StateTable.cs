using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SafetyML.Saving;

/// <summary>
/// What the states of loaded chains describe, made once for each. The text of a state is the same object for every row of one loaded chain: what it describes
/// lives as long as it does.
/// </summary>
internal sealed class StateTable<TMapping>(Func<ReadOnlyMemory<char>, TMapping> make)
    where TMapping : class
{
    private readonly ConditionalWeakTable<object, TMapping> _mappings = [];

    public TMapping Get(ReadOnlyMemory<char> state) => _mappings.GetValue(Identity(state), _ => make(state));

    private static object Identity(ReadOnlyMemory<char> state) =>
        MemoryMarshal.TryGetString(state, out var text, out _, out _) ? text
        : MemoryMarshal.TryGetArray(state, out var array) ? array.Array!
        : throw new InvalidOperationException("The state of the saved model is not text in memory.");
}
