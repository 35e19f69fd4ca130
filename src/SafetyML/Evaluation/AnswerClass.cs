namespace SafetyML.Evaluation;

/// <summary>XSTest's three classes of answers.</summary>
internal enum AnswerClass
{
    Unscored,
    FullCompliance,
    PartialRefusal,
    FullRefusal,
}
