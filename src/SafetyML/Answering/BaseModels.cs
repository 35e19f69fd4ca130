using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>The base models that are loaded, one for all transformers that use it.</summary>
internal static class BaseModels
{
    public static SharedModels<LanguageModel> Loaded { get; } = new(place => LanguageModel.Load(place.Path, place.Options()));

    public static void RequireFolder(ModelPlace place)
    {
        if (!Path.Exists(place.Path))
            throw new DirectoryNotFoundException(
                $"The base model folder '{place.Path}' was not found. Give a Hugging Face folder: config.json, *.safetensors and a tokenizer; or a GGUF file.");
    }

    /// <summary>The place, here and now, of the base model whose weights have the saved identity.</summary>
    /// <param name="saved">The place it had when it was saved.</param>
    /// <param name="sha256">Its identity.</param>
    /// <param name="path">Where the user says it is; null to look for it.</param>
    public static ModelPlace Find(ModelPlace saved, string sha256, string? path)
    {
        var place = saved with
        {
            Path = path ?? saved.Locate(
                Path.Exists, $"The base model '{saved.Path}' of the saved model", ", or call ml.Safety().Restore(loaded, baseModel) with its path"),
        };
        RequireFolder(place);
        var found = LanguageModel.Identify(place.Path);
        return found == sha256 ? place : throw new BaseModelMismatchException(saved.Path, sha256, place.Path, found);
    }
}
