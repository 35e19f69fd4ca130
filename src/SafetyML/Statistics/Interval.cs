namespace SafetyML.Statistics;

/// <summary>A 95 % interval; both ends are NaN where the data allows none.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>The 97.5 % quantile of the standard normal distribution, which every interval here uses.</summary>
    public const double Quantile = 1.959963984540054;

    public static Interval None { get; } = new(double.NaN, double.NaN);

    public Interval Clamp(double least, double most) => new(Math.Clamp(Low, least, most), Math.Clamp(High, least, most));
}
