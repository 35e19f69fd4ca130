namespace SafetyML.Evaluation;

/// <summary>Counts the rows of one rate.</summary>
internal sealed class RateCounter
{
    private int _hits, _count, _unscored;

    public int Scored => _count;

    public int Unscored => _unscored;

    /// <summary>Counts a row; null is one that could not be scored.</summary>
    public void Add(bool? hit)
    {
        if (hit is not { } scored)
        {
            _unscored++;
            return;
        }
        _count++;
        _hits += scored ? 1 : 0;
    }

    /// <summary>The rate; null where no row was scored.</summary>
    public Rate? ToRate(JudgeError? judge = null) => Rate(_hits, judge);

    /// <summary>The rate of the rows that do not have the property.</summary>
    public Rate? ToComplement(JudgeError? judge = null) => Rate(_count - _hits, judge?.Opposite);

    private Rate? Rate(int hits, JudgeError? judge) => _count == 0 ? null : new Rate(hits, _count, _unscored)
    {
        Corrected = judge is null ? null : new CorrectedRate(hits, _count, judge),
    };
}
