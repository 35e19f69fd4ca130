namespace Examples.Tests;

public sealed class TinyBaseTests
{
    [Fact]
    public void Base_AsShipped_IsUnderEightMegabytes()
    {
        var size = new DirectoryInfo(Repository.File("examples", "QuickStart", "Tiny", "base")).EnumerateFiles().Sum(file => file.Length);
        Assert.InRange(size, 1, 8_000_000);
    }
}
