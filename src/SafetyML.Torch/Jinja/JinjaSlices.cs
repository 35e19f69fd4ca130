namespace SafetyML.Torch.Jinja;

/// <summary>Python's <c>[start:stop:step]</c>.</summary>
internal static class JinjaSlices
{
    public static object? Slice(object? target, object? start, object? stop, object? step, JinjaBudget budget)
    {
        var count = target switch
        {
            TracedText text => text.Length,
            IReadOnlyList<object?> list => list.Count,
            _ => throw new JinjaException($"{JinjaValues.Describe(target)} has no slices"),
        };
        var stride = step is null ? 1 : JinjaValues.Integer(step);
        if (stride == 0)
            throw new JinjaException("the step of a slice is 0");
        budget.Charge(count);
        var places = Places(count, start, stop, Math.Clamp(stride, -count - 1L, count + 1L));
        return target is TracedText whole
            ? stride == 1 ? places.Count == 0 ? TracedText.Empty : whole.Slice(places[0], places.Count) : TracedText.Concat([.. places.Select(at => whole.Slice(at, 1))])
            : places.Select(at => ((IReadOnlyList<object?>)target!)[at]).ToList();
    }

    private static List<int> Places(int count, object? start, object? stop, long stride)
    {
        var (least, most) = stride > 0 ? (0, count) : (-1, count - 1);
        var from = Bound(start, stride > 0 ? least : most);
        var to = Bound(stop, stride > 0 ? most : least);
        List<int> places = [];
        for (var at = from; stride > 0 ? at < to : at > to; at += stride)
            places.Add((int)at);
        return places;

        long Bound(object? value, long otherwise) => value is null ? otherwise
            : Math.Clamp(JinjaValues.Integer(value) is var index && index < 0 ? index + count : index, least, most);
    }
}
