namespace TrainEmbeddedScorers.Data;

/// <summary>Texts that people called hateful or toxic (1) or not (0): HateCheck's cases and Wikipedia's comments.</summary>
internal static class HatefulTexts
{
    public static LabelledAnswer[] Read(DataFolder data) =>
    [
        .. data.Csv("hatecheck/test_suite_cases.csv", "CC BY 4.0", trains: true)
            .Select((row, i) => new LabelledAnswer("", row.Text("test_case"), row.Text("label_gold") == "hateful" ? 1 : 0, i)),
        .. data.Csv("toxicity/toxicity_nonfuzzed_testset.csv", "CC BY-SA 3.0", trains: true)
            .Select((row, i) => new LabelledAnswer("", row.Text("comment"), row.Text("toxic") == "True" ? 1 : 0, i)),
    ];
}
