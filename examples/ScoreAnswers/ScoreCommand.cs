using System.CommandLine;
using System.CommandLine.Parsing;
using SafetyML.Refusal;
using SafetyML.Scoring;

namespace ScoreAnswers;

/// <summary>The command line.</summary>
internal static class ScoreCommand
{
    private const string Linear = "linear";

    private static readonly Option<string> Answers = new("--answers") { Description = "The answers: CSV, TSV or JSON Lines, UTF-8.", Required = true };
    private static readonly Option<string> Prompt = new("--prompt-column") { Description = "The column of prompts.", Required = true };
    private static readonly Option<string> Answer = new("--answer-column") { Description = "The column of answers.", Required = true };
    private static readonly Option<string?> Label = new("--label-column") { Description = "The column of people's labels." };
    private static readonly Option<string?> Positive = new("--positive") { Description = "The labels that are positive, in small or capital letters, separated by commas; any other is negative." };
    private static readonly Option<string> Refusal = new("--refusal")
    {
        Description = "Who judges refusals: xstest, gcg, qi, rules, linear, or the folder of an encoder.",
        DefaultValueFactory = _ => Linear,
    };

    private static readonly Option<string> Harmfulness = new("--harmfulness")
    {
        Description = "Who scores harmfulness: linear, or the folder of an encoder.",
        DefaultValueFactory = _ => Linear,
    };

    private static readonly Option<AnswerFormat?> RefusalFormat = new("--refusal-format")
    {
        Description = "What a refusal encoder reads: Answer alone, Pair of prompt and answer (the default), or Transcript.",
    };

    private static readonly Option<Dictionary<string, string>?> RefusalLabels = new("--refusal-labels")
    {
        CustomParser = Labels,
        Description = "What the labels of a refusal encoder mean, where they do not say it: LABEL_0=full_compliance,LABEL_1=full_refusal.",
    };

    private static readonly Option<AnswerFormat?> HarmfulnessFormat = new("--harmfulness-format")
    {
        Description = "What a harmfulness encoder reads: Transcript (the default, as the paper's), Pair as pair-wise reward models, or Answer.",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The CSV file that is written: every row with the added columns. A run that was ended leaves OUT.part; the same command goes on from it.",
        Required = true,
    };

    public static RootCommand Create(Action<ScoreSettings, CancellationToken> run)
    {
        var command = new RootCommand("Scores refusal and harmfulness of every answer in a file, and measures agreement with labels.")
        {
            Answers, Prompt, Answer, Label, Positive, Refusal, RefusalFormat, RefusalLabels, Harmfulness, HarmfulnessFormat, Out,
        };
        command.Validators.Add(line =>
        {
            if (line.GetResult(Label) is null != line.GetResult(Positive) is null)
                line.AddError("--label-column and --positive belong together: which column holds the labels, and which of its values are positive.");
            if (line.GetValue(Answers) is { } input && line.GetValue(Out) is { } output && IsWritten(Path.GetFullPath(input), Path.GetFullPath(output)))
                line.AddError("--out, or the part beside it, is the file of the answers. Give another file: the answers are not overwritten.");
        });
        command.SetAction((line, stop) => Task.Run(() => run(Settings(line), stop), stop));
        return command;
    }

    private static bool IsWritten(string input, string output) => input == output || input == PartFile.PlaceOf(output);

    private static Dictionary<string, string>? Labels(ArgumentResult argument)
    {
        var pairs = argument.Tokens[^1].Value.Split(',').Select(pair => pair.Split('=')).ToList();
        if (pairs.All(pair => pair is [{ Length: > 0 }, { Length: > 0 }]) && pairs.DistinctBy(pair => pair[0]).Count() == pairs.Count)
            return pairs.ToDictionary(pair => pair[0], pair => pair[1]);
        argument.AddError(
            $"--refusal-labels is '{argument.Tokens[^1].Value}'; it must be labels with their classes, such as LABEL_0=full_compliance,LABEL_1=full_refusal.");
        return null;
    }

    private static ScoreSettings Settings(ParseResult line) => new()
    {
        Answers = line.GetRequiredValue(Answers),
        PromptColumn = line.GetRequiredValue(Prompt),
        AnswerColumn = line.GetRequiredValue(Answer),
        LabelColumn = line.GetValue(Label),
        Positive = line.GetValue(Positive)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        Refusal = RefusalJudge.Parse(line.GetRequiredValue(Refusal)),
        HarmfulnessFolder = line.GetRequiredValue(Harmfulness) is var folder && folder.Equals(Linear, StringComparison.OrdinalIgnoreCase) ? null : folder,
        RefusalFormat = line.GetValue(RefusalFormat),
        RefusalLabels = line.GetValue(RefusalLabels),
        HarmfulnessFormat = line.GetValue(HarmfulnessFormat),
        Out = line.GetRequiredValue(Out),
    };
}
