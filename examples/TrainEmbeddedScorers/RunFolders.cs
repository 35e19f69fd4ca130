using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;

namespace TrainEmbeddedScorers;

/// <summary>Checks, before the work, the folders that are needed after it.</summary>
internal static class RunFolders
{
    public static void Check(string? outFolder, string? encoderFolder)
    {
        if (outFolder is not null)
            CheckOut(outFolder);
        if (encoderFolder is not null)
            CheckEncoder(encoderFolder);
    }

    private static void CheckOut(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out is '{folder}', where nothing can be written: {fault.Message} Give a folder where you may write.", fault);
        }
    }

    private static void CheckEncoder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"--encoder is '{folder}', which was not found. Give a Hugging Face folder: config.json, *.safetensors and a tokenizer.");
        EncoderConfig.Load(folder);
        Checkpoint.Open(folder).Dispose();
    }
}
