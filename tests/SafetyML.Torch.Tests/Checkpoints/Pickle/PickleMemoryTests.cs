using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Checkpoints.Pickle;

/// <summary>What the managed heap gives for a pickle: four times the file and a constant, whatever it asks for.</summary>
public class PickleMemoryTests
{
    private const int Begun = 600_000;

    /// <summary>Operations of few bytes that make a value each.</summary>
    public static TheoryData<string, string> Operations => new()
    {
        { "", "}" },
        { "", "]" },
        { "", "(" },
        { "", "N\x85" },
        { "", "K\x07" },
        { "", "X\0\0\0\0" },
        { "", "X\x01\0\0\0a" },
        { "", "ctorch\nSize\n" },
        { "N", "\x94" },
        { "]", "Na" },
        { "]", "}a" },
        { "}", "NNs" },
        { "}", "NN(NNu" },
        { "]q\0ccollections\nOrderedDict\nq\x01", "h\x01h\0\x85R" },
        { ")q\0(X\a\0\0\0storageq\x01ctorch\nFloatStorage\nq\x02X\x01\0\0\00q\x03K\x01tq\x04", "h\x04Q" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Open_OneOperationByTheMillion_StaysWithinFourFiles(string before, string operation)
    {
        var code = PickleBytes.Begin().Code(before + string.Concat(Enumerable.Repeat(operation, Begun)) + ".").ToArray();
        foreach (byte[] file in (byte[][])[PickleBytes.Zip(code, ("data/0", new byte[16])), PickleBytes.Legacy(code, ("0", 4, new byte[16]))])
            Assert.InRange(Allocated(file, path => Assert.IsType<CheckpointFormatException>(Record.Exception(() => Checkpoint.Open(path)))),
                0, (AllocationLimit.Factor * (long)file.Length) + AllocationLimit.Constant + 100_000);
    }

    [Fact]
    public void Open_DictionariesOfFourMegabytes_SaysThatNoWeightsTakeSoMuch()
    {
        using var folder = new TempFolder();
        byte[] file = PickleBytes.Zip(PickleBytes.Begin().Code(new string('}', 4_000_000) + ".").ToArray());
        File.WriteAllBytes(folder.File("pytorch_model.bin"), file);
        Fails.Saying<CheckpointFormatException>($"reading it takes more than 4 times its {file.Length} bytes of memory, which no file of weights does", () => Checkpoint.Open(folder));
    }

    [Fact]
    public void Open_ManySmallTensors_LoadInBothForms()
    {
        const int count = 20_000, elements = 200;
        // As torch writes them: names and words once, then from the memo.
        var pickle = PickleBytes.Begin().Global("torch._utils", "_rebuild_tensor_v2").Code("q\0" + "0").Text("storage").Code("q\x01" + "0")
            .Global("torch", "FloatStorage").Code("q\x02" + "0").Text("cpu").Code("q\x03" + "0").Global("collections", "OrderedDict").Code("q\x04" + "0}(");
        for (int tensor = 0; tensor < count; tensor++)
            pickle.Text($"model.layers.{tensor}.weight").Code("h\0((h\x01h\x02").Text($"{tensor}").Code("h\x03K\xc8tQK\0K\xc8\x85K\x01\x85\x89h\x04)RtR");
        byte[] code = pickle.Code("u.").ToArray();
        string[] keys = [.. Enumerable.Range(0, count).Select(tensor => $"{tensor}")];
        Opens(PickleBytes.Zip(code, [.. keys.Select(key => ($"data/{key}", new byte[elements * 4]))]));
        Opens(PickleBytes.Legacy(code, [.. keys.Select(key => (key, (long)elements, new byte[elements * 4]))]));

        static void Opens(byte[] file)
        {
            using var folder = new TempFolder();
            File.WriteAllBytes(folder.File("pytorch_model.bin"), file);
            using var checkpoint = Checkpoint.Open(folder);
            Assert.Equal(count, checkpoint.Names.Count);
        }
    }

    private static long Allocated(byte[] file, Action<string> use)
    {
        using var folder = new TempFolder();
        string path = folder.File("pytorch_model.bin");
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        use(path);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
