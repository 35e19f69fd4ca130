using System.Globalization;
using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>
/// The standard conversions: numbers of one signedness among each other, numbers and truth values to floating point, anything to and from text.
/// </summary>
internal static class ValueConverters
{
    private static readonly Type[] _signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] _unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] _floating = [typeof(float), typeof(double)];

    /// <summary>A <see cref="Func{T, TResult}"/> from one value type to the other, or null where there is no standard conversion.</summary>
    public static Delegate Find(Type source, Type target)
    {
        if (source == target)
            return GenericCall.Invoke<Delegate>(Same<int>, source);
        if (source == typeof(ReadOnlyMemory<char>))
            return FromText(target);
        if (source == typeof(bool))
            return FromBoolean(target);
        if (!IsNumber(source))
            return null;
        if (target == typeof(ReadOnlyMemory<char>))
            return GenericCall.Invoke<Delegate>(ToText<int>, source);
        if (target == typeof(bool))
            return GenericCall.Invoke<Delegate>(ToBoolean<int>, source);
        var related = _signed.Contains(source) ? _signed : _unsigned.Contains(source) ? _unsigned : [];
        return related.Contains(target) || _floating.Contains(target) ? GenericCall.Invoke<Delegate>(Number<int, int>, [source, target]) : null;
    }

    private static bool IsNumber(Type type) => _signed.Contains(type) || _unsigned.Contains(type) || _floating.Contains(type);

    private static Delegate FromBoolean(Type target)
    {
        if (target == typeof(ReadOnlyMemory<char>))
            return (bool value) => value.ToString().AsMemory();
        return _signed.Contains(target) || _floating.Contains(target) ? GenericCall.Invoke<Delegate>(FromBoolean<int>, target) : null;
    }

    private static Delegate FromText(Type target)
    {
        if (_floating.Contains(target))
            return GenericCall.Invoke<Delegate>(ParseFloating<double>, target);
        if (target == typeof(bool))
            return (ReadOnlyMemory<char> text) => text.ToString().Trim().ToUpperInvariant() is "T" or "TRUE" or "Y" or "YES" or "1" or "+" or "+1";
        return IsNumber(target) ? GenericCall.Invoke<Delegate>(ParseInteger<int>, target) : null;
    }

    private static Func<T, T> Same<T>() => value => value;

    private static Func<TSource, TTarget> Number<TSource, TTarget>()
        where TSource : INumberBase<TSource>
        where TTarget : INumberBase<TTarget>
        => TTarget.CreateTruncating;

    private static Func<bool, T> FromBoolean<T>()
        where T : INumberBase<T>
        => value => value ? T.One : T.Zero;

    private static Func<T, bool> ToBoolean<T>()
        where T : INumberBase<T>
        => value => !T.IsZero(value);

    private static Func<T, ReadOnlyMemory<char>> ToText<T>()
        where T : INumberBase<T>
        => value => value.ToString(null, CultureInfo.InvariantCulture).AsMemory();

    // Nothing is 0, and what is not a number is missing.
    private static Func<ReadOnlyMemory<char>, T> ParseFloating<T>()
        where T : IFloatingPointIeee754<T>
        => text => text.IsEmpty ? T.Zero : T.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : T.NaN;

    private static Func<ReadOnlyMemory<char>, T> ParseInteger<T>()
        where T : INumberBase<T>
        => text => T.TryParse(text.Span, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : T.Zero;
}
