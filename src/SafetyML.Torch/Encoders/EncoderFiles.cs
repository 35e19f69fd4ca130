using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Opens the parts of an encoder's folder that every use needs.</summary>
internal static class EncoderFiles
{
    /// <summary>Configuration and tokenizer, checked against each other.</summary>
    public static (EncoderConfig Config, ModelTokenizer Tokenizer) Open(string folder)
    {
        var config = EncoderConfig.Load(folder);
        var tokenizer = ModelTokenizer.Load(folder);
        if (tokenizer.VocabularySize > config.VocabularySize)
            throw new CheckpointFormatException(
                $"{folder}: the tokenizer has {tokenizer.VocabularySize} tokens but config.json has vocab_size {config.VocabularySize}. " +
                "They belong to different models.");
        return (config, tokenizer);
    }

    /// <summary>Reads the network with <paramref name="load"/>, in float32 unless the options say otherwise: encoders are small and their scores are compared.</summary>
    public static EncoderModel Network(string folder, LanguageModelOptions options, Func<Checkpoint, ScalarType, Device, EncoderModel> load)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return load(checkpoint, options.ScalarType ?? ScalarType.Float32, Devices.Select(options.Device));
    }
}
