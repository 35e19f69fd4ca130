using SafetyML.Data;

namespace TrainEmbeddedScorers.Data;

/// <summary>GPTFuzz (Yu et al., 2023): answers to 77 of 100 harmful questions; label 1 where the question was answered, with some noise.</summary>
internal static class GptFuzz
{
    private const string Licence = "MIT", QuestionFile = "gptfuzz/question_list.csv";

    public static LabelledAnswer[] Read(DataFolder data)
    {
        var questions = new Dictionary<int, string>();
        data.Csv(QuestionFile, Licence, trains: true, (row, _) => questions.TryAdd(row.Index("index"), row.Text("text"))
            ? row
            : throw new RowFaultException($"\"index\" is {row.Index("index")}, as in an earlier row; every question has its own."));
        return
        [
            .. data.Csv("gptfuzz/train.csv", Licence, trains: true, (row, _) =>
                new LabelledAnswer(Question(questions, row), row.Text("Response"), row.Binary("label"), row.Index("question"))),
        ];
    }

    private static string Question(Dictionary<int, string> questions, SourceRow row) => questions.TryGetValue(row.Index("question"), out var text)
        ? text
        : throw new RowFaultException($"\"question\" is {row.Index("question")}; it must be an index of {QuestionFile}.");
}
