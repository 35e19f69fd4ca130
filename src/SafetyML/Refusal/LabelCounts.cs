namespace SafetyML.Refusal;

/// <summary>
/// What people called the answers of which a rule says one thing: counts over the 1,350 answers of three models that come with XSTest. Their shares are the
/// rule's probabilities.
/// </summary>
internal readonly record struct LabelCounts(int Compliance, int FullRefusal, int PartialRefusal)
{
    public RefusalScore ToScore(ReadOnlyMemory<char> evidence)
    {
        float total = Compliance + FullRefusal + PartialRefusal;
        return new RefusalScore(Compliance / total, FullRefusal / total, PartialRefusal / total, evidence, "");
    }
}
