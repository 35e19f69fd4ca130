using System.Diagnostics;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;

using SafetyML.Torch.Tokenization;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints.Fuzz;

/// <summary>
/// 21,000 damaged files a run: each loads or is refused by a named exception within a second of work, and what the managed heap gives for it is at most four times the file
/// and a constant. <c>$SAFETYML_FUZZ_SEED</c> draws others.
/// </summary>
public class FuzzTests
{
    private const string ThreadStatistics = "/proc/thread-self/schedstat";

    private const int AllowedConstant = 300_000, AllowedFactor = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1), Hung = TimeSpan.FromSeconds(30);

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("SAFETYML_FUZZ_SEED"), out int seed) ? seed : 1;

    [Fact]
    public void Open_DamagedSafetensors_NamedExceptionsOnly() => Check(6000, "model.safetensors", FuzzSeeds.Safetensors(), ReadAll);

    [Theory]
    [InlineData(1500, "zip.bin")]
    [InlineData(2500, "legacy.bin")]
    [InlineData(1000, "nested.bin")]
    public void Open_DamagedFileOfTorch_NamedExceptionsOnly(int count, string name) => Check(count, "pytorch_model.bin", FuzzSeeds.Torch(name), ReadAll);

    [Fact]
    public void Open_DamagedSmallZip_NamedExceptionsOnly() => Check(1500, "pytorch_model.bin", FuzzSeeds.HandmadeZip(), ReadAll);

    [Fact]
    public void Open_DamagedGguf_NamedExceptionsOnly() => Check(5000, "model.gguf", FuzzSeeds.Gguf(), path =>
    {
        Exception? refused = Refusal(() => ReadAll(path));
        _ = Refusal(() => ModelConfig.Load(path));
        _ = Refusal(() => ModelTokenizer.Load(path));
        if (refused is not null)
            throw refused;
    });

    [Fact]
    public void Load_DamagedConfig_NamedExceptionsOnly() => Check(1000, "config.json", FuzzSeeds.Config(), path => ModelConfig.Load(Path.GetDirectoryName(path)!));

    [Fact]
    public void Load_DamagedTokenizerJson_NamedExceptionsOnly() => Check(1200, "tokenizer.json", FuzzSeeds.TokenizerJson(), LoadTokenizer);

    [Fact]
    public void Load_DamagedSentencePiece_NamedExceptionsOnly() => Check(800, "tokenizer.model", FuzzSeeds.SentencePiece(), LoadTokenizer);

    [Fact]
    public void Load_DamagedTiktoken_NamedExceptionsOnly() => Check(100, "tokenizer.model", FuzzSeeds.Tiktoken(), LoadTokenizer);

    [Fact]
    public void Load_DamagedVocabulary_NamedExceptionsOnly() => Check(200, "vocab.txt", FuzzSeeds.Vocabulary(), LoadTokenizer);

    [Fact]
    public void Load_DamagedMerges_NamedExceptionsOnly() => Check(200, "merges.txt", FuzzSeeds.Merges(), LoadTokenizer,
        ("vocab.json", """{"a":0,"b":1,"c":2,"ab":3,"abc":4,"Ġ":5,"Ġa":6}"""u8.ToArray()));

    private static void Check(int count, string name, byte[] whole, Action<string> use, params (string Name, byte[] Content)[] beside)
    {
        using var folder = new TempFolder();
        foreach (var (other, content) in beside)
            File.WriteAllBytes(folder.File(other), content);
        string path = folder.File(name);
        File.WriteAllBytes(path, whole);
        use(path); // the whole file loads, and what runs once has run
        int refused = 0;
        for (int seed = FirstSeed; seed < FirstSeed + count; seed++)
        {
            byte[] damaged = Mutation.Apply(whole, seed);
            File.WriteAllBytes(path, damaged);
            string what = $"{name}, seed {seed} of {Convert.ToHexString(damaged.AsSpan(0, Math.Min(damaged.Length, 64)))}...";
            refused += Try(use, path, what, damaged.Length) ? 1 : 0;
        }
        Assert.InRange(refused, count / 20, count); // damage is noticed, though not all of it can be
    }

    private static bool Try(Action<string> use, string path, string what, int length)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var (clock, processor) = (Stopwatch.StartNew(), ThreadTime());
        var error = Record.Exception(() => use(path));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var worked = ThreadTime() - processor;
        Assert.True(IsNamed(error), $"{what} threw {error}");
        Assert.True(worked <= Longest && clock.Elapsed <= Hung, $"{what} took {worked.TotalSeconds:F1} s of the processor, {clock.Elapsed.TotalSeconds:F1} s in all.");
        Assert.True(allocated <= (AllowedFactor * (long)length) + AllowedConstant, $"{what}: {allocated} bytes were allocated for a file of {length}.");
        return error is not null;
    }

    /// <summary>What this thread has worked, which other work on the machine does not change; the clock where the system does not say.</summary>
    private static TimeSpan ThreadTime() => File.Exists(ThreadStatistics)
        ? TimeSpan.FromTicks(long.Parse(File.ReadAllText(ThreadStatistics).Split(' ')[0]) / TimeSpan.NanosecondsPerTick)
        : TimeSpan.FromTicks(Stopwatch.GetTimestamp() * TimeSpan.TicksPerSecond / Stopwatch.Frequency);

    private static bool IsNamed(Exception? error) => error is null or CheckpointFormatException or TokenizerFormatException or UnsupportedModelException or IOException;

    private static Exception? Refusal(Action action)
    {
        var error = Record.Exception(action);
        return IsNamed(error) ? error : throw new InvalidOperationException("An exception without a name of ours.", error);
    }

    private static void ReadAll(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        foreach (string name in checkpoint.Names)
        {
            Assert.InRange(checkpoint.Info(name).ByteCount, 0, AllowedFactor * new FileInfo(path).Length);
            checkpoint.Read(name).Dispose();
        }
    }

    private static void LoadTokenizer(string path) => ModelTokenizer.Load(Path.GetDirectoryName(path)!).Encode("ab <s> wörld a");
}
