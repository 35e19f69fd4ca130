namespace SafetyML.Evaluation;

/// <summary>Counts the pairs of one rate.</summary>
internal sealed class PairCounter
{
    private int _both, _onlyAnswers, _onlyBaseline, _neither, _unscored;

    public void Add(bool? answer, bool? baseline)
    {
        switch (answer, baseline)
        {
            case (null, _) or (_, null):
                _unscored++;
                break;
            case (true, true):
                _both++;
                break;
            case (true, false):
                _onlyAnswers++;
                break;
            case (false, true):
                _onlyBaseline++;
                break;
            default:
                _neither++;
                break;
        }
    }

    public RateDifference? ToDifference() =>
        _both + _onlyAnswers + _onlyBaseline + _neither == 0 ? null : new RateDifference(_both, _onlyAnswers, _onlyBaseline, _neither, _unscored);
}
