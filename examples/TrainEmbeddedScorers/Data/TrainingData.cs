namespace TrainEmbeddedScorers.Data;

/// <summary>All that a run reads, checked.</summary>
internal sealed record TrainingData
{
    public required XsTest XsTest { get; init; }

    public required OwnAnswers OwnAnswers { get; init; }

    public required LabelledAnswer[] Jailbroken { get; init; }

    public required AnswerPair[] Pairs { get; init; }

    /// <summary>Answers that are measured only; null where they are not there.</summary>
    public required LabelledAnswer[]? Unseen { get; init; }

    /// <summary>The files that the refusal model learns from.</summary>
    public required IReadOnlyCollection<DataFile> RefusalFiles { get; init; }

    /// <summary>Every file that was read: those of the refusal model, what the harmfulness model learns from besides, and what it is only measured on.</summary>
    public required IReadOnlyCollection<DataFile> Files { get; init; }

    public static TrainingData Read(string folder)
    {
        var data = new DataFolder(folder);
        var (xsTest, jailbroken) = (XsTest.Read(data), GptFuzz.Read(data));
        var refusalFiles = data.Read;
        var (pairs, unseen) = (HhRlhf.Read(data), SafeRlhf.Read(data));
        return new()
        {
            XsTest = xsTest,
            OwnAnswers = OwnAnswers.Read(),
            Jailbroken = jailbroken,
            Pairs = pairs,
            Unseen = unseen,
            RefusalFiles = refusalFiles,
            Files = data.Read,
        };
    }
}
