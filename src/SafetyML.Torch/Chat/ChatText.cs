using SafetyML.Torch.Jinja;

namespace SafetyML.Torch.Chat;

/// <summary>A conversation as the model reads it, which knows of every character whether the template wrote it or a message.</summary>
internal sealed class ChatText(TracedText text)
{
    private ILookup<int, (int Start, int End)>? stretches;

    public string Text => text.Value;

    /// <summary>The origin of the content of a message; that of its role, unless it is the template's, is one more.</summary>
    public static int OriginOfContent(int message) => 2 * message;

    /// <summary>The origin of a role: a well-known one counts as the template's, of which it may make a special token, as <c>&lt;|user|&gt;</c>.</summary>
    public static int OriginOfRole(string role, int message) =>
        role is ChatMessage.System or ChatMessage.User or ChatMessage.Assistant ? TracedText.Template : OriginOfContent(message) + 1;

    /// <summary>Whether the template wrote all of a stretch.</summary>
    public bool IsTemplates(int start, int length)
    {
        for (var at = start; at < start + length; at++)
            if (text.OriginAt(at) != TracedText.Template)
                return false;
        return true;
    }

    /// <summary>Whether no character of a stretch is of the content of a message.</summary>
    public bool IsFrame(int start, int length)
    {
        for (var at = start; at < start + length; at++)
            if (text.OriginAt(at) is var origin && origin != TracedText.Template && origin % 2 == 0)
                return false;
        return true;
    }

    /// <summary>The stretches that hold the content of a message, in order.</summary>
    public IEnumerable<(int Start, int End)> ContentOf(int message)
    {
        stretches ??= Stretches().ToLookup(stretch => stretch.Origin, stretch => (stretch.Start, stretch.End));
        return stretches[OriginOfContent(message)];
    }

    /// <summary>What the template writes from a place up to the next word of a message.</summary>
    public string TemplateFrom(int start)
    {
        var end = start;
        while (end < text.Length && text.OriginAt(end) == TracedText.Template)
            end++;
        return Text[start..end];
    }

    private IEnumerable<(int Origin, int Start, int End)> Stretches()
    {
        for (var start = 0; start < text.Length;)
        {
            var (origin, end) = (text.OriginAt(start), start + 1);
            while (end < text.Length && text.OriginAt(end) == origin)
                end++;
            yield return (origin, start, end);
            start = end;
        }
    }
}
