using SafetyML.Reports;
using static System.FormattableString;

namespace SafetyML.Annotation;

/// <summary>The agreement of two annotators beyond chance over the rows that both judged (Cohen, 1960): 1 is perfect, 0 is chance.</summary>
/// <param name="First">One annotator.</param>
/// <param name="Second">The other.</param>
/// <param name="Kappa">κ; NaN where both always say the same one thing.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">The rows that both judged.</param>
public sealed record PairAgreement(string First, string Second, double Kappa, double Low, double High, int Count)
{
    /// <summary>The agreement, for example <c>Ann, Bob: 0.455 [-0.126, 1.000] n=6</c>.</summary>
    public override string ToString() =>
        $"{VisibleText.Of(First)}, {VisibleText.Of(Second)}: " + Invariant($"{Kappa:0.000} [{Low:0.000}, {High:0.000}] n={Count}");
}
