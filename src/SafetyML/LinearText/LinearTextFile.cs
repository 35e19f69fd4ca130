using System.Security.Cryptography;
using System.Text;

namespace SafetyML.LinearText;

/// <summary>
/// The file of a <see cref="LinearTextModel"/>: "SMLT", version, SHA-256 of the rest, stages. Little-endian. A damaged file is refused whole.
/// </summary>
internal static class LinearTextFile
{
    private const int Version = 1;
    private const int HashLength = 32;
    private const int MostStages = 8;
    private const int MostClasses = 64;
    private const int MostBytes = 1 << 25;
    private static readonly byte[] Magic = "SMLT"u8.ToArray();

    private static int HeaderLength => Magic.Length + sizeof(int) + HashLength;

    public static byte[] Write(LinearTextModel model)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(model.Stages.Count);
            foreach (var stage in model.Stages)
                Write(writer, stage);
        }
        var bytes = body.ToArray();
        return [.. Magic, .. BitConverter.GetBytes(Version), .. SHA256.HashData(bytes), .. bytes];
    }

    /// <summary>Reads a model; <paramref name="name"/> is what an error calls the file.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, altered, of another kind or of a later version.</exception>
    public static LinearTextModel Read(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < HeaderLength || file.Length > MostBytes || !file[..Magic.Length].SequenceEqual(Magic))
            throw Fault(
                name,
                $"it does not begin with \"SMLT\", or its length of {file.Length} bytes is not between {HeaderLength} and {MostBytes}. "
                + "Give a file that SafetyML wrote.");
        var version = BitConverter.ToInt32(file[Magic.Length..]);
        if (version != Version)
            throw Fault(name, $"its version is {version}; this SafetyML reads version {Version}. Train it again, or use the SafetyML that wrote it.");
        var body = file[HeaderLength..].ToArray();
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(file.Slice(Magic.Length + sizeof(int), HashLength)))
            throw Fault(name, "its content does not match its checksum. Copy or train it again.");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
            return ReadStages(reader, name);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{name}: it ends too early. Copy or train it again.", error);
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            throw new InvalidDataException($"{name}: it holds a name of no valid length. Copy or train it again.", error);
        }
    }

    private static LinearTextModel ReadStages(BinaryReader reader, string name)
    {
        var count = Count(reader, 1, MostStages, "stages", name);
        List<LinearStage> stages = [];
        for (var i = 0; i < count; i++)
            stages.Add(Read(reader, [.. stages.Select(stage => stage.Outputs)], name));
        return reader.BaseStream.Position == reader.BaseStream.Length ? new LinearTextModel(stages) : throw Fault(name, "it has bytes after its end.");
    }

    private static void Write(BinaryWriter writer, LinearStage stage)
    {
        var options = stage.Options;
        writer.Write(options.Name);
        writer.Write(options.Classes.Count);
        foreach (var name in options.Classes)
            writer.Write(name);
        writer.Write(FeatureBuffer.Groups);
        Write(writer, options.Groups.Scales);
        writer.Write(options.Earlier);
        writer.Write(options.Crossed);
        writer.Write(options.Bits);
        writer.Write(stage.Temperature);
        Write(writer, stage.Bias);
        Write(writer, stage.Steps);
        writer.Write(stage.DenseWeights.Length);
        Write(writer, stage.DenseWeights);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(stage.Weights));
    }

    private static LinearStage Read(BinaryReader reader, int[] earlier, string name)
    {
        var stage = reader.ReadString();
        var classes = Enumerable.Range(0, Count(reader, 1, MostClasses, "classes", name)).Select(_ => reader.ReadString()).ToArray();
        var groups = FeatureGroups.Of(Floats(reader, Count(reader, FeatureBuffer.Groups, FeatureBuffer.Groups, "groups of features", name), name));
        for (var group = 0; group < FeatureBuffer.Groups; group++)
            if (groups.Has((FeatureGroup)group) && !Enum.IsDefined((FeatureGroup)group))
                throw Fault(name, $"stage '{stage}' reads features of kind {group}, which this SafetyML does not make. Train it again.");
        var (weight, crossed) = (Floats(reader, 1, name)[0], reader.ReadBoolean());
        var bits = Count(reader, 1, FeatureBuffer.Bits, "bits", name);
        var options = new StageOptions { Name = stage, Classes = classes, Groups = groups, Earlier = weight, Crossed = crossed, Bits = bits };
        var temperature = Floats(reader, 1, name)[0];
        if (temperature <= 0)
            throw Fault(name, $"the temperature {temperature} of stage '{stage}' is not above 0.");
        var (bias, steps) = (Floats(reader, classes.Length, name), Floats(reader, classes.Length, name));
        var expected = StageFeatures.Count(options, earlier) * classes.Length;
        var dense = Floats(reader, Count(reader, expected, expected, "weights of earlier stages", name), name);
        var weights = reader.ReadBytes(classes.Length << bits);
        if (weights.Length != classes.Length << bits)
            throw new EndOfStreamException();
        return new LinearStage(options, [.. weights.Select(value => (sbyte)value)], steps, dense, bias, temperature);
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            writer.Write(value);
    }

    private static float[] Floats(BinaryReader reader, int count, string name)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            if (!float.IsFinite(values[i] = reader.ReadSingle()))
                throw Fault(name, $"it holds the weight {values[i]}. Train it again.");
        return values;
    }

    private static int Count(BinaryReader reader, int least, int most, string what, string name)
    {
        var count = reader.ReadInt32();
        return count >= least && count <= most ? count : throw Fault(name, $"it says {count} {what}; {(least == most ? $"{least}" : $"{least} to {most}")} are allowed.");
    }

    private static InvalidDataException Fault(string name, string fault) => new($"{name}: {fault}");
}
