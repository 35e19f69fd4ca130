using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Encoders;

public class EncoderFixtureTests
{
    private const double LogitTolerance = 2e-4;

    public static TheoryData<string> Models => Fixtures.Names("encoders");

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_AllTextsTogether_AsReference(string name)
    {
        string folder = Fixtures.Folder("encoders", name);
        using var model = ReferenceEncoder.Classifier(folder);
        var rows = ReferenceEncoder.Rows(folder);
        ReferenceEncoder.Check(
            [.. rows.Select(row => ReferenceEncoder.Numbers(row.GetProperty("logits")))],
            ReferenceEncoder.Logits(model, [.. rows.Select(ReferenceEncoder.Encoded)]), LogitTolerance);
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_EachTextAlone_AsReference(string name)
    {
        string folder = Fixtures.Folder("encoders", name);
        using var model = ReferenceEncoder.Classifier(folder);
        foreach (var row in ReferenceEncoder.Rows(folder))
            ReferenceEncoder.Check(
                [ReferenceEncoder.Numbers(row.GetProperty("logits"))], ReferenceEncoder.Logits(model, [ReferenceEncoder.Encoded(row)]), LogitTolerance);
    }
}
