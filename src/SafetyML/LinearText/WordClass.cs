namespace SafetyML.LinearText;

/// <summary>What a word does in an answer that complies or refuses. Words of one class are interchangeable in the skeleton of a sentence.</summary>
internal enum WordClass : byte
{
    None, I, We, You, Cannot, Not, Able, Help, Matter, Sorry, Hear, Machine, Wrong, Right, Important, Contrast, Decline, Advisor, Offering, Agreement, Encourage, Law,
    If, Question, Should, Understand, Harm, Secret, Unreal, Believe, Prompt,
}
