using System.Text.Encodings.Web;
using System.Text.Json;
using PretrainTinyBase.Grammar;
using SafetyML.Torch.Checkpoints;

namespace PretrainTinyBase;

/// <summary>Writes what the quick start tunes on and asks, in the formats that real data comes in.</summary>
internal static class DataFiles
{
    private const int GeneralRows = 400, SafetyRows = 400;

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, World world, int seed)
    {
        var random = new Random(seed);
        WriteRows("general.json", world.General(GeneralRows, random));
        WriteRows("safety.json", world.Safety(SafetyRows, random));
        WriteRows("helpful.json", world.HeldFacts);
        WritePrompts("unsafe.json", world.HeldUnsafe);
        WritePrompts("safe.json", world.HeldLookalikes);

        void WriteRows(string name, Request[] requests) =>
            Put(name, requests.Select(r => new { instruction = r.Instruction, input = "", output = r.Answer }));

        void WritePrompts(string name, ActRequest[] requests) =>
            Put(name, new { instructions = requests.Select(r => r.Instruction), inputs = Array.Empty<string>() });

        void Put(string name, object content) => AtomicFile.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(content, Format) + "\n");
    }
}
