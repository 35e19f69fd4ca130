using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Classification;

/// <summary>A tokenised example; <paramref name="First"/> is the place of its first text among those of all rows, from 0.</summary>
internal sealed record ClassifierRow(ClassifierExample Example, EncodedText[] Texts, int First)
{
    public int Tokens => Texts.Sum(text => text.Ids.Length);

    /// <summary>Tokenises examples; the texts of a row follow each other.</summary>
    public static IReadOnlyList<ClassifierRow> Encode(ModelTokenizer tokenizer, EncoderConfig config, IReadOnlyList<ClassifierExample> examples, int maxTokens)
    {
        var texts = examples.SelectMany(row => row.Objective == ClassifierObjective.Ranking ? new[] { row.Text, row.Worse } : [row.Text]).ToList();
        var encoded = TextEncoding.Encode(tokenizer, config, texts, maxTokens);
        var rows = new List<ClassifierRow>(examples.Count);
        int at = 0;
        foreach (var example in examples)
        {
            int count = example.Objective == ClassifierObjective.Ranking ? 2 : 1;
            rows.Add(new ClassifierRow(example, encoded[at..(at + count)], at));
            at += count;
        }
        return rows;
    }
}
