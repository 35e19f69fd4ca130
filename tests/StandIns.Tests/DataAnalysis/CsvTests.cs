using System.Globalization;
using System.Text;
using Microsoft.Data.Analysis;
using Xunit;

namespace StandIns.Tests.DataAnalysis;

public sealed class CsvTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void SaveCsv_ValuesThatNeedQuotes_AreQuoted()
    {
        var frame = new DataFrame(new StringDataFrameColumn("Answer", ["plain", "a, \"b\""]), new DoubleDataFrameColumn("Rate", [0.5, null]));

        DataFrame.SaveCsv(frame, _path, cultureInfo: CultureInfo.InvariantCulture);

        Assert.Equal("Answer,Rate\nplain,0.5\n\"a, \"\"b\"\"\",\n", File.ReadAllText(_path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void LoadCsv_NoTypesGiven_GuessesThem()
    {
        File.WriteAllText(_path, "Name,Rate,Done\n\"Ada, Bo\",0.5,true\nCy,2,false\n", Encoding.UTF8);

        var frame = DataFrame.LoadCsv(_path);

        Assert.Equal([typeof(string), typeof(float), typeof(bool)], frame.Columns.Select(column => column.DataType));
        Assert.Equal("Ada, Bo", frame["Name"][0]);
        Assert.Equal(2f, frame["Rate"][1]);
        Assert.Equal(false, frame["Done"][1]);
    }

    [Fact]
    public void LoadCsv_RepeatedNames_AreNumberedOnDemand()
    {
        File.WriteAllText(_path, "A,A\n1,2\n", Encoding.UTF8);

        var frame = DataFrame.LoadCsv(_path, renameDuplicatedColumns: true, addIndexColumn: true);

        Assert.Equal(["IndexColumn", "A", "A.1"], frame.Columns.Select(column => column.Name));
        Assert.Equal(0L, frame[0, 0]);
    }

    [Fact]
    public void LoadCsv_ShortLine_IsRefused()
    {
        File.WriteAllText(_path, "A,B\n1,2\n3\n", Encoding.UTF8);

        Assert.Equal("Line 3 has less columns than expected", Assert.Throws<FormatException>(() => DataFrame.LoadCsv(_path)).Message);
    }

    [Fact]
    public void LoadCsv_TypesGiven_UsesThem()
    {
        File.WriteAllText(_path, "1;\n2;3\n", Encoding.UTF8);

        var frame = DataFrame.LoadCsv(_path, separator: ';', header: false, columnNames: ["A", "B"], dataTypes: [typeof(int), typeof(double)]);

        Assert.Equal(1, frame["A"][0]);
        Assert.Null(frame["B"][0]);
        Assert.Equal(3.0, frame["B"][1]);
    }
}
