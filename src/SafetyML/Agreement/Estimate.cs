using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Agreement;

/// <summary>A measure of agreement with its 95 % interval.</summary>
public sealed record Estimate
{
    internal Estimate(double value, Interval interval, int count) => (Value, Low, High, Count) = (value, interval.Low, interval.High, count);

    /// <summary>The measure.</summary>
    public double Value { get; }

    /// <summary>The lower end of the 95 % interval.</summary>
    public double Low { get; }

    /// <summary>The upper end of the 95 % interval.</summary>
    public double High { get; }

    /// <summary>The rows that it is about (n).</summary>
    public int Count { get; }

    /// <summary>The measure, for example <c>0.936 [0.910, 0.956] n=450</c>.</summary>
    public override string ToString() => Invariant($"{Value:0.000} [{Low:0.000}, {High:0.000}] n={Count}");

    /// <summary>Null where the data does not define the measure.</summary>
    internal static Estimate? Of(double value, Interval interval, int count) => double.IsNaN(value) ? null : new(value, interval, count);
}
