using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Refusal;

namespace SafetyML.Evaluation;

/// <summary>Reads scored answers one by one, in one pass over the columns that are needed.</summary>
internal sealed class ScoredAnswers
{
    private const string NoReason = "no reason given";

    private readonly DataViewRowCursor _cursor;
    private readonly ScoredColumns _columns;
    private readonly PromptLabels _labels;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ValueGetter<bool>? _refused, _promptFlag, _flagged;
    private readonly ValueGetter<float>? _score, _harmfulness, _moderation;
    private readonly Func<ReadOnlyMemory<char>> _class, _refusalReason, _harmfulnessReason, _moderationReason, _group, _promptText;
    private readonly Func<ReadOnlyMemory<char>> _key, _keyInput, _keyMessages;

    private ScoredAnswers(DataViewRowCursor cursor, ScoredColumns columns, SafetyEvaluationOptions options)
    {
        (_cursor, _columns, _labels) = (cursor, columns, new PromptLabels(options));
        _refused = Getter<bool>(columns.Refused);
        _score = Getter<float>(columns.Score);
        _harmfulness = Getter<float>(columns.Harmfulness);
        (_class, _group) = (Text(columns.Class), Text(columns.Group));
        (_key, _keyInput, _keyMessages) = (Text(columns.Key), Text(columns.KeyInput), Text(columns.KeyMessages));
        (_refusalReason, _harmfulnessReason, _moderationReason) = (Text(columns.RefusalReason), Text(columns.HarmfulnessReason), Text(columns.ModerationReason));
        (_moderation, _flagged) = (Getter<float>(columns.Moderation), Getter<bool>(columns.Flagged));
        var isFlag = columns.Prompt is { Type: BooleanDataViewType };
        _promptFlag = isFlag ? Getter<bool>(columns.Prompt) : null;
        _promptText = Text(isFlag ? null : columns.Prompt);
    }

    public static IEnumerable<ScoredAnswer> Read(IDataView answers, ScoredColumns columns, SafetyEvaluationOptions options)
    {
        using var cursor = answers.GetRowCursor(columns.Needed);
        var reader = new ScoredAnswers(cursor, columns, options);
        while (cursor.MoveNext())
            yield return reader.Current();
    }

    private ScoredAnswer Current()
    {
        var isScored = _refused is not null && !float.IsNaN(Value(_score));
        var (harmfulness, harmfulnessFault) = Number(_harmfulness, _harmfulnessReason);
        var (moderation, moderationFault) = Number(_moderation, _moderationReason);
        return new ScoredAnswer(
            Group: Shared(_group()),
            Key: Key(),
            Prompt: Prompt(),
            Refused: isScored ? Value(_refused) : null,
            Class: isScored ? Class(Value(_refused)) : null,
            RefusalFault: isScored || _refused is null ? "" : Reason(_refusalReason),
            Harmfulness: harmfulness,
            HarmfulnessFault: harmfulnessFault,
            Moderation: moderation,
            Flagged: moderation is null ? null : Value(_flagged),
            ModerationFault: moderationFault);
    }

    // A row of one turn may leave its messages empty.
    private string Key() => _keyMessages() is { IsEmpty: false } messages ? PairKey.OfConversation(messages.ToString())
        : _keyInput() is { IsEmpty: false } input ? $"{_key()}\n\n{input}"
        : _key().ToString();

    private (double? Value, string Fault) Number(ValueGetter<float>? getter, Func<ReadOnlyMemory<char>> reason) =>
        getter is null ? (null, "")
        : Value(getter) is var value && float.IsFinite(value) ? (value, "")
        : (null, float.IsInfinity(value) ? "the score is infinite" : Reason(reason));

    private PromptKind Prompt() =>
        _promptFlag is null ? _labels.Of(_promptText().Span) : Value(_promptFlag) ? PromptKind.Safe : PromptKind.Unsafe;

    private RefusalClass? Class(bool refused)
    {
        var name = _class().Span;
        if (name.IsEmpty)
            return null;
        var found = RefusalClassNames.Find(name) ?? throw new InvalidOperationException(
            $"Column '{_columns.Class?.Name}' holds '{name}' in row {_cursor.Position}. {string.Join(", ", RefusalClassNames.All)} and empty are allowed.");
        return (found != RefusalClass.FullCompliance) == refused ? found : throw new InvalidOperationException(
            $"In row {_cursor.Position} '{_columns.Refused?.Name}' is {refused} and '{_columns.Class?.Name}' is '{name}': they are not of the same judge. "
            + "Set RefusalClassColumnName and RefusalUnscoredReasonColumnName to the columns of the same ClassifyRefusal, or drop those of the other.");
    }

    private string Reason(Func<ReadOnlyMemory<char>> column) => column() is { IsEmpty: false } reason ? Shared(reason) : NoReason;

    // Few texts are common to many rows: one string for each.
    private string Shared(ReadOnlyMemory<char> text)
    {
        var texts = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!texts.TryGetValue(text.Span, out var known))
            _texts[known = text.ToString()] = known;
        return known;
    }

    private Func<ReadOnlyMemory<char>> Text(DataViewSchema.Column? column)
    {
        var getter = Getter<ReadOnlyMemory<char>>(column);
        return () => Value(getter);
    }

    private ValueGetter<T>? Getter<T>(DataViewSchema.Column? column) => column is { } present ? _cursor.GetGetter<T>(present) : null;

    private static T Value<T>(ValueGetter<T>? getter)
        where T : struct
    {
        T value = default;
        getter?.Invoke(ref value);
        return value;
    }
}
