using SafetyML.Data;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Data;

public sealed class LoneReturnsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b\nx\ry,1\nz,2\n", "x\ry")]
    [InlineData("a,b\r\nx\ry,1\r\nz,2\r\n", "x\ry")]
    [InlineData("a,b\n\"x\ry\",1\nz,2\n", "x\ry")]
    [InlineData("a,b\rx,1\rz,2\r", "x")]
    [InlineData("a,b\nx\r,1\nz,2", "x\r")]
    public void Read_CarriageReturnThatEndsNoRow_StaysInItsField(string text, string first)
    {
        var path = _folder.File("rows.csv");
        File.WriteAllText(path, text);
        var faults = new RowFaults(path);
        var rows = DelimitedSource.Read(path, ",", faults);
        faults.ThrowIfAny();
        Assert.Equal([first, "z"], rows.Select(row => row.Text("a")));
        Assert.Equal(["1", "2"], rows.Select(row => row.Text("b")));
    }

    [Fact]
    public void Read_LongerThanABuffer_EveryReturnIsKept()
    {
        var fields = Enumerable.Range(0, 5_000).Select(row => new string('x', row % 7) + "\r" + row).ToList();
        using var reader = new LoneReturns(new StringReader("a\n" + string.Concat(fields.Select(field => field + "\r\n"))));
        Assert.Equal(["a", .. fields], LoneReturns.Restore(reader.ReadToEnd().Replace("\r\n", "\n")).TrimEnd('\n').Split('\n'));
    }
}
