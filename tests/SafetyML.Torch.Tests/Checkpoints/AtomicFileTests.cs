using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Checkpoints;

public class AtomicFileTests
{
    [Fact]
    public void WriteAllText_FolderNotThere_CreatesFolderAndFile()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder, "new", "file.txt");
        AtomicFile.WriteAllText(path, "zwölf");
        Assert.Equal("zwölf"u8, File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_Throws_OldFileStaysAndNothingElse()
    {
        using var folder = new TempFolder();
        string path = folder.File("file.txt");
        AtomicFile.WriteAllText(path, "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_Succeeds_ReplacesOldFileAndLeavesNothingElse()
    {
        using var folder = new TempFolder();
        string path = folder.File("file.txt");
        AtomicFile.WriteAllText(path, "a longer old text");
        AtomicFile.WriteAllText(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_TargetIsFolder_ThrowsAndLeavesNothing()
    {
        using var folder = new TempFolder();
        string path = folder.File("taken");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<IOException>(() => AtomicFile.WriteAllText(path, "text"));
        Assert.Empty(Directory.GetFiles(folder));
    }
}
