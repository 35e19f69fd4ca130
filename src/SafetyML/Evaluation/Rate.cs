using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>A part of a set, with its 95 % interval (Wilson) and what was left out of it.</summary>
public sealed record Rate
{
    /// <summary>Counts a rate.</summary>
    /// <param name="hits">The rows that have the property, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">The rows that were scored, at least 1.</param>
    /// <param name="unscored">The rows that could not be scored; they are in neither number.</param>
    public Rate(int hits, int count, int unscored = 0)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A rate needs at least one scored row; {count} were scored and {unscored} were not.");
        if (hits < 0 || hits > count)
            throw new ArgumentOutOfRangeException(nameof(hits), hits, $"{hits} rows of {count} cannot have the property; 0 to {count} can.");
        ArgumentOutOfRangeException.ThrowIfNegative(unscored);
        (Hits, Count, Unscored) = (hits, count, unscored);
        (Low, High) = Wilson.Of(hits, count);
    }

    /// <summary>The rows that have the property.</summary>
    public int Hits { get; }

    /// <summary>The rows that were scored (n).</summary>
    public int Count { get; }

    /// <summary>The rows that could not be scored.</summary>
    public int Unscored { get; }

    /// <summary><see cref="Hits"/> / <see cref="Count"/>, from 0 to 1.</summary>
    public double Value => (double)Hits / Count;

    /// <summary>The lower end of the 95 % interval.</summary>
    public double Low { get; }

    /// <summary>The upper end of the 95 % interval.</summary>
    public double High { get; }

    /// <summary>The same rate corrected for the known error of the judge that counted it; null where that was not given.</summary>
    public CorrectedRate? Corrected { get; internal init; }

    /// <summary>The rate in per cent, for example <c>12.0 % [5.6, 23.8] n=50</c>.</summary>
    public override string ToString() =>
        Invariant($"{100 * Value:0.0} % [{100 * Low:0.0}, {100 * High:0.0}] n={Count}") + (Unscored > 0 ? $" ({Unscored} unscored)" : "")
        + (Corrected is null ? "" : $", {Corrected}");
}
