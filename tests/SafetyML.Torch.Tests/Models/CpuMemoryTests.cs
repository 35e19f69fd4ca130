using System.Globalization;
using SafetyML.Torch.Models;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class CpuMemoryTests
{
    private const int Rounds = 50;
    private const int PagesOfABlock = 2048; // 8 MB

    [SkippableFact]
    public void KeepFreedBlocks_BlockOfTheSameSizeAgain_HasNoNewPages()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Page faults are read from /proc.");
        Skip.If(CpuMemory.IsSetByUser, "The environment says how memory is kept.");
        CpuMemory.KeepFreedBlocks();
        Fill(Rounds);

        long before = PageFaults();
        Fill(Rounds);

        Assert.InRange(PageFaults() - before, 0, Rounds * PagesOfABlock / 10);
    }

    private static void Fill(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            using var block = zeros(PagesOfABlock * 1024);
        }
    }

    /// <summary>Pages that the system made for this thread so far.</summary>
    private static long PageFaults()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture); // the name of the thread may hold spaces
    }
}
