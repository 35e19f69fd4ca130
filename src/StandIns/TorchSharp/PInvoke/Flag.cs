namespace TorchSharp.PInvoke;

/// <summary>A truth value as it crosses the boundary: an integer of 32 bits, as the marshaller takes no bool.</summary>
internal readonly struct Flag
{
    private readonly int _value;

    private Flag(bool value) => _value = value ? 1 : 0;

    public static implicit operator Flag(bool value) => new(value);

    public static implicit operator bool(Flag flag) => flag._value != 0;
}
