using SafetyML.Torch.Chat;
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
        return EncodeAll(rows, EncodeRow);
    }

    /// <summary>
    /// Encodes conversations in order, in the frame of a chat template. Without <c>trainOnInputs</c> the assistant's messages and the ends of its turns are labelled.
    /// Conversations without an answer, those whose answers are all cut away, and those that the template refuses are skipped and listed.
    /// </summary>
    /// <exception cref="InvalidDataException">No conversation is left.</exception>
    /// <exception cref="ChatTemplateException">The template cannot be evaluated.</exception>
    public EncodedExamples EncodeAll(IEnumerable<IReadOnlyList<ChatMessage>> conversations, ChatTemplate template)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var encoder = new ChatEncoder(tokenizer, template);
        return EncodeAll(conversations, messages => EncodeConversation(encoder, messages));
    }

    private EncodedExamples EncodeAll<TRow>(IEnumerable<TRow> rows, Func<TRow, EncodedRow> encode)
    {
        var examples = new List<TrainingExample>();
        var skipped = new List<SkippedRow>();
        var shortened = new List<int>();
        var index = 0;
        foreach (var row in rows)
        {
            var (example, cut, fault) = encode(row);
            if (fault is not null)
                skipped.Add(new SkippedRow(index, fault));
            else if (example is { LabelledTokens: > 0 })
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

    private EncodedRow EncodeRow((string Prompt, string Answer) row) => string.IsNullOrWhiteSpace(row.Answer)
        ? new EncodedRow(null, false, NoAnswer)
        : new EncodedRow(Encode(row.Prompt, row.Answer, out var cut), cut, null);

    private EncodedRow EncodeConversation(ChatEncoder encoder, IReadOnlyList<ChatMessage> messages)
    {
        if (!messages.Any(message => message.Role == ChatMessage.Assistant && !string.IsNullOrWhiteSpace(message.Content)))
            return new EncodedRow(null, false, NoAnswer);
        List<int> ids;
        List<bool> isAnswer;
        try
        {
            (ids, isAnswer) = encoder.EncodeAnswers(messages);
        }
        catch (ChatTemplateException refusal) when (refusal.IsRefusal)
        {
            return new EncodedRow(null, false, $"refused by the chat template ({refusal.Reason})");
        }
        if (!encoder.HasEnd && messages[^1].Role == ChatMessage.Assistant)
        {
            ids.Add(tokenizer.EndId);
            isAnswer.Add(true);
        }
        var length = Math.Min(ids.Count, Cutoff);
        int[] labels = [.. Enumerable.Range(0, length).Select(at => trainOnInputs || isAnswer[at] ? ids[at] : TrainingExample.IgnoreIndex)];
        return new EncodedRow(new TrainingExample([.. ids.Take(length)], labels), ids.Count > Cutoff, null);
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

    /// <summary>What became of a row: an example, whole or cut, or the reason why there is none.</summary>
    private readonly record struct EncodedRow(TrainingExample? Example, bool IsCut, string? Fault);
}
