using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Tokenization.Gguf;

namespace SafetyML.Torch.Tokenization;

/// <summary>Finds out which tokenizer a folder has and reads it.</summary>
internal static class TokenizerLoader
{
    private const int RecognizedBytes = 4096;

    /// <summary>Reads the tokenizer of a folder or of a GGUF file.</summary>
    public static ModelTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (GgufPath.Find(folder) is { } gguf)
            return GgufTokenizer.Load(gguf);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The model folder '{folder}' was not found.");
        var settings = TokenizerSettings.Read(folder);
        return new ModelTokenizer(Read(folder, settings), settings);
    }

    private static TokenizerDefinition Read(string folder, TokenizerSettings settings)
    {
        if (Found("tokenizer.json") is { } json)
            return TokenizerJsonReader.Read(json, settings);
        if (Found("tokenizer.model") is { } model)
            return TiktokenReader.Recognizes(Start(model)) ? TiktokenReader.Read(model, settings.AddedTokens) : SentencePieceReader.Read(model, settings);
        if ((Found("spm.model") ?? Found("spiece.model")) is { } pieces)
            return SentencePieceReader.Read(pieces, settings);
        if (Found("vocab.json") is { } vocabulary && Found("merges.txt") is { } merges)
            return ByteLevelReader.Read(vocabulary, merges, settings);
        if (Found("vocab.txt") is { } words)
            return WordPieceReader.Read(words, settings);
        throw new FileNotFoundException(
            $"The folder '{folder}' has no tokenizer: none of tokenizer.json, tokenizer.model, spm.model, spiece.model, vocab.json with merges.txt, and vocab.txt was found. "
            + "Copy one of them from where the model came from.",
            Path.Combine(folder, "tokenizer.json"));

        string? Found(string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
    }

    private static byte[] Start(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[RecognizedBytes];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
