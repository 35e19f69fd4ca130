namespace SafetyML.Torch.Jinja;

/// <summary>A template that cannot be read or evaluated, or that refuses what it was given.</summary>
/// <param name="message">What is wrong; the template's own words where it refuses.</param>
/// <param name="isRefusal">Whether the template itself called <c>raise_exception</c>.</param>
internal sealed class JinjaException(string message, bool isRefusal = false) : Exception(message)
{
    public bool IsRefusal => isRefusal;
}
