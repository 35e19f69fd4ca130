using System.Globalization;

namespace TrainEmbeddedScorers.Data;

/// <summary>GPTFuzz (Yu et al., 2023): answers to 77 of 100 harmful questions; label 1 where the question was answered, with some noise.</summary>
internal static class GptFuzz
{
    private const string Licence = "MIT";

    public static LabelledAnswer[] Read(DataFolder data)
    {
        var questions = data.Csv("gptfuzz/question_list.csv", Licence, trains: true).ToDictionary(row => row.Text("index"), row => row.Text("text"));
        return
        [
            .. data.Csv("gptfuzz/train.csv", Licence, trains: true).Select(row => new LabelledAnswer(
                questions[row.Text("question")], row.Text("Response"), Number(row.Text("label")), Number(row.Text("question")))),
        ];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
