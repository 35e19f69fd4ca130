namespace SafetyML.LinearText;

/// <summary>The shape of an answer: length, sentences, lists, code, whether it ends with a question.</summary>
internal static class StructureFeatures
{
    public static void Add(ScannedText text, FeatureBuffer features)
    {
        features.AddSteps(1, text.Words, 3, 6, 12, 20, 35, 60, 90, 130, 180, 250);
        features.AddSteps(2, text.Sentences, 2, 3, 4, 5, 7, 10, 15, 20);
        features.AddSteps(3, text.ListItems, 1, 3, 5, 8);
        if (text.HasCode)
            features.Add(4);
        if (text.EndsWithQuestion)
            features.Add(5);
        if (text.Words > 0)
            features.Add(6);
    }
}
