using SafetyML.Tests.Support;
using SafetyML.Tuning;
using Xunit;

namespace SafetyML.Tests.Tuning;

public sealed class WritableFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Require_RoomEnough_LeavesAnEmptyFolder()
    {
        WritableFolder.Require(_folder.File("adapter"), bytes: 1000);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("adapter")));
    }

    [SkippableFact]
    public void Require_MoreThanTheDiskHolds_SaysSoAndLeavesNothing()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "Space is not reserved on this system.");
        var folder = _folder.File("adapter");
        var message = Assert.Throws<IOException>(() => WritableFolder.Require(folder, bytes: 1L << 60)).Message;
        Assert.StartsWith($"The adapter folder '{folder}' cannot be written: ", message);
        Assert.EndsWith("Nothing was trained. Give a folder that can be written.", message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }
}
