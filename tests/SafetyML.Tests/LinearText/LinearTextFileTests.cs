using System.Security.Cryptography;
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

    [Fact]
    public void Read_KindOfFeatureThatIsNotMade_IsRefused()
    {
        var options = SomeModels.Options with { Classes = ["harm"], Bits = 1, Groups = new FeatureGroups { [(FeatureGroup)2] = 1 } };
        var bytes = LinearTextFile.Write(new LinearTextModel([new LinearStage(options, new sbyte[2], [1], [], [0], 1)]));
        Assert.Equal(
            $"test.smlt: stage '{options.Name}' reads features of kind 2, which this SafetyML does not make. Train it again.",
            Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(bytes, "test.smlt")).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0x0f }, "test.smlt: it holds a name of no valid length. Copy or train it again.")]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, "test.smlt: it holds a name of no valid length. Copy or train it again.")]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0x07 }, "test.smlt: it ends too early. Copy or train it again.")]
    public void Read_NameOfNoValidLength_NamesTheFile(byte[] length, string message)
    {
        byte[] body = [1, 0, 0, 0, .. length, 1, 2, 3];
        byte[] bytes = [.. File.AsSpan(0, 8), .. SHA256.HashData(body), .. body];
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => LinearTextFile.Read(bytes, "test.smlt")).Message);
    }

    [Fact]
    public void Score_AsManyOutputsAsAFileMayHave_FitsASmallStack()
    {
        string[] classes = [.. Enumerable.Range(0, 64).Select(index => $"c{index}")];
        List<int> outputs = [];
        List<LinearStage> stages = [];
        for (var stage = 0; stage < 8; stage++)
        {
            var options = SomeModels.Options with { Classes = classes, Bits = 1, Earlier = stage == 7 ? 1 : 0, Crossed = true };
            var dense = new float[StageFeatures.Count(options, [.. outputs]) * classes.Length];
            stages.Add(new LinearStage(options, new sbyte[2 * 64], new float[64], dense, new float[64], 1));
            outputs.Add(64);
        }
        var model = LinearTextFile.Read(LinearTextFile.Write(new LinearTextModel(stages)), "test.smlt");
        var probabilities = new float[64];
        // The features of the last stage alone are 346 KB.
        var thread = new Thread(() => model.Score("", "Turn it twice.", probabilities), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.All(probabilities, probability => Assert.Equal(1 / 64f, probability, 1e-6f));
    }
}
