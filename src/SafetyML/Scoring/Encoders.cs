using SafetyML.Answering;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;

namespace SafetyML.Scoring;

/// <summary>The encoders that are loaded, one for all scorers that use it.</summary>
internal static class Encoders
{
    public static SharedModels<TextClassifier> Loaded { get; } = new(Load);

    public static void RequireFolder(ModelPlace place)
    {
        if (!Directory.Exists(place.Path))
            throw new DirectoryNotFoundException(
                $"The encoder folder '{place.Path}' was not found. Give a Hugging Face folder with a classification head: config.json, *.safetensors and a tokenizer.");
    }

    /// <summary>The place, here and now, of the encoder whose weights have the saved identity.</summary>
    public static ModelPlace Find(ModelPlace saved, string sha256)
    {
        var place = saved with { Path = saved.Locate(Directory.Exists, $"The encoder '{saved.Path}' of the saved scorer") };
        var found = LanguageModel.Identify(place.Path);
        return found == sha256 ? place : throw new EncoderMismatchException(saved.Path, sha256, place.Path, found);
    }

    private static TextClassifier Load(ModelPlace place)
    {
        RequireFolder(place);
        return TextClassifier.Load(place.Path, place.Options());
    }
}
