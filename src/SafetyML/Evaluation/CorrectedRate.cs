using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>
/// What a rate would be if its judge made no errors (Rogan and Gladen, 1978), with a 95 % interval that carries the uncertainty of the rate and of the
/// judge's error (Lang and Reiczigel, 2014).
/// </summary>
public sealed record CorrectedRate
{
    internal CorrectedRate(int hits, int count, JudgeError judge)
    {
        Judge = judge;
        Count = count;
        Unclamped = RoganGladen.Of(hits, count, judge.Counts);
        (UnclampedLow, UnclampedHigh) = RoganGladen.IntervalOf(hits, count, judge.Counts);
    }

    /// <summary>The corrected rate, from 0 to 1.</summary>
    public double Value => Math.Clamp(Unclamped, 0, 1);

    /// <summary>The corrected rate before it was held within 0 to 1: outside it the judge found fewer or more hits than its errors alone would make.</summary>
    public double Unclamped { get; }

    /// <summary>The lower end of the 95 % interval before it was held within 0 to 1.</summary>
    public double UnclampedLow { get; }

    /// <summary>The upper end of the 95 % interval before it was held within 0 to 1.</summary>
    public double UnclampedHigh { get; }

    /// <summary>Whether the rate or an end of its interval was held at 0 or 1.</summary>
    public bool IsClamped => Unclamped is < 0 or > 1 || UnclampedLow < 0 || UnclampedHigh > 1;

    /// <summary>The lower end of the 95 % interval, from 0 to 1.</summary>
    public double Low => Math.Clamp(UnclampedLow, 0, 1);

    /// <summary>The upper end of the 95 % interval, from 0 to 1.</summary>
    public double High => Math.Clamp(UnclampedHigh, 0, 1);

    /// <summary>The rows that were judged (n).</summary>
    public int Count { get; }

    /// <summary>The judge against people's labels.</summary>
    public JudgeError Judge { get; }

    /// <summary>The rate in per cent, for example <c>corrected 0.0 % [0.0, 4.1] (clamped from -1.2 % [-6.4, 4.1])</c>.</summary>
    public override string ToString() =>
        Invariant($"corrected {100 * Value:0.0} % [{100 * Low:0.0}, {100 * High:0.0}]")
        + (IsClamped ? Invariant($" (clamped from {100 * Unclamped:0.0} % [{100 * UnclampedLow:0.0}, {100 * UnclampedHigh:0.0}])") : "");
}
