using Xunit;

namespace SafetyML.Torch.Tests.Support;

/// <summary>Asserts that something is refused with a message that helps.</summary>
internal static class Fails
{
    /// <summary>Fails the test unless <paramref name="action"/> throws just <typeparamref name="T"/> with <paramref name="part"/> in its message.</summary>
    public static void Saying<T>(string part, Action action)
        where T : Exception => Assert.Contains(part, Assert.Throws<T>(action).Message, StringComparison.Ordinal);
}
