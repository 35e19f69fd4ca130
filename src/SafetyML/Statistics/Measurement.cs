namespace SafetyML.Statistics;

/// <summary>What the values of a rating mean.</summary>
internal enum Measurement
{
    /// <summary>Names: two are equal or not.</summary>
    Nominal,

    /// <summary>Ranks: only their order counts.</summary>
    Ordinal,

    /// <summary>Numbers: their distance counts.</summary>
    Interval,
}
