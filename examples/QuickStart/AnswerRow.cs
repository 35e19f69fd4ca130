using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>One answered prompt.</summary>
internal sealed class AnswerRow
{
    /// <summary>The set that the prompt is from: <c>unsafe</c>, <c>safe</c> or <c>helpful</c>.</summary>
    [NoColumn]
    public string Set { get; set; } = "";

    public string Instruction { get; set; } = "";

    public string Answer { get; set; } = "";

    /// <summary>Whether the answer is a refusal.</summary>
    [ColumnName("PredictedLabel")]
    public bool Refusal { get; set; }
}
