using SafetyML.LinearText;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class LinearTextFileTests
{
    private static readonly byte[] File = LinearTextFile.Write(SomeModels.Train());

    [Fact]
    public void Read_WhatWriteWrote_SameScoresAndBytes()
    {
        var (model, read) = (SomeModels.Train(), LinearTextFile.Read(File, "test.smlt"));
        foreach (var text in SomeModels.Texts)
            Assert.Equal(model.ScoreStages(text.Prompt, text.Answer), read.ScoreStages(text.Prompt, text.Answer));
        Assert.Equal(File, LinearTextFile.Write(read));
        Assert.Equal(["harm"], read.Classes);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        for (var length = 0; length < File.Length; length += length < 200 ? 1 : 997)
            Assert.StartsWith("test.smlt: ", Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(File.AsSpan(0, length), "test.smlt")).Message);
    }

    [Fact]
    public void Read_OneByteAltered_IsRefused()
    {
        for (var place = 0; place < File.Length; place += place < 200 ? 1 : 1499)
        {
            var altered = File.ToArray();
            altered[place] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(altered, "test.smlt"));
        }
    }

    [Fact]
    public void Read_LaterVersion_NamesBoth()
    {
        var later = File.ToArray();
        later[4] = 9;
        var error = Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(later, "test.smlt"));
        Assert.Equal("test.smlt: its version is 9; this SafetyML reads version 1. Train it again, or use the SafetyML that wrote it.", error.Message);
    }

    [Fact]
    public void Read_WeightThatIsNotANumber_IsRefused()
    {
        var options = SomeModels.Options with { Classes = ["harm"], Bits = 1 };
        var bytes = LinearTextFile.Write(new LinearTextModel([new LinearStage(options, new sbyte[2], [1], [], [float.NaN], 1)]));
        Assert.Equal("test.smlt: it holds the weight NaN. Train it again.", Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(bytes, "test.smlt")).Message);
    }
}
