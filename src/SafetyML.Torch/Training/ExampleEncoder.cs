using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Training;

/// <summary>Turns prompt and answer into ids and labels, as the paper's script does: tokenised together, cut, closed by the end token where it fits.</summary>
public sealed class ExampleEncoder
{
    private const string NoAnswer = "no answer";
    private readonly ModelTokenizer tokenizer;
    private readonly bool trainOnInputs;

    /// <summary>Creates an encoder.</summary>
    /// <param name="tokenizer">Tokenizer of the base model.</param>
    /// <param name="cutoff">Longest row in tokens, at least 2.</param>
    /// <param name="trainOnInputs">Whether the prompt carries loss too, as in the paper's script; false labels the answer only.</param>
    public ExampleEncoder(ModelTokenizer tokenizer, int cutoff = 512, bool trainOnInputs = true)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(cutoff, 2);
        this.tokenizer = tokenizer;
        this.trainOnInputs = trainOnInputs;
        Cutoff = cutoff;
    }

    /// <summary>Longest row in tokens.</summary>
    public int Cutoff { get; }

    /// <summary>Encodes one row. The answer begins where the ids leave those of the prompt alone, so a token that spans both is learned.</summary>
    public TrainingExample Encode(string prompt, string answer) => Encode(prompt, answer, out _);

    /// <summary>Encodes rows in order; rows without an answer, and those whose answer is cut away, are skipped and listed.</summary>
    /// <exception cref="InvalidDataException">No row is left.</exception>
    public EncodedExamples EncodeAll(IEnumerable<(string Prompt, string Answer)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var examples = new List<TrainingExample>();
        var skipped = new List<SkippedRow>();
        var shortened = new List<int>();
        var index = 0;
        foreach (var (prompt, answer) in rows)
        {
            if (string.IsNullOrWhiteSpace(answer))
                skipped.Add(new SkippedRow(index, NoAnswer));
            else if (Encode(prompt, answer, out var cut) is { LabelledTokens: > 0 } example)
            {
                examples.Add(example);
                if (cut) shortened.Add(index);
            }
            else
                skipped.Add(new SkippedRow(index, $"no answer left within the cutoff of {Cutoff} tokens"));
            index++;
        }
        var encoded = new EncodedExamples(examples, skipped, shortened);
        return examples.Count > 0 ? encoded : throw new InvalidDataException(NothingLeft(encoded, index));
    }

    private TrainingExample Encode(string prompt, string answer, out bool cut)
    {
        var whole = tokenizer.Encode(prompt + answer);
        cut = whole.Length > Cutoff;
        var ids = whole.Take(Cutoff).ToList();
        if (ids.Count < Cutoff && (ids.Count == 0 || ids[^1] != tokenizer.EndId))
            ids.Add(tokenizer.EndId);
        var labels = ids.ToArray();
        if (!trainOnInputs)
            Array.Fill(labels, TrainingExample.IgnoreIndex, 0, CommonPrefix(ids, tokenizer.Encode(prompt)));
        return new TrainingExample([.. ids], labels);
    }

    private static int CommonPrefix(List<int> whole, int[] prompt)
    {
        var length = 0;
        while (length < whole.Count && length < prompt.Length && whole[length] == prompt[length])
            length++;
        return length;
    }

    private static string NothingLeft(EncodedExamples encoded, int rows) => rows == 0
        ? "There is no row to train on. Check the file and its columns."
        : $"None of the {rows} rows can be trained on. {string.Join(" ", encoded.Warnings())} Check the columns or raise the cutoff.";
}
