namespace SafetyML.Torch.Tokenization;

/// <summary>Where tokens go: ids alone, or tokens with the characters that they cover.</summary>
internal sealed class TokenSink(ITokenModel model, List<int>? ids, List<TokenSpan>? tokens)
{
    private readonly List<TokenSpan> piece = [];

    /// <summary>Adds a token that stands for a part of a text.</summary>
    public void Add(int id, SourceMap? map, int offset, int length)
    {
        ids?.Add(id);
        if (map?.Original(offset, offset + length) is var (start, end))
            tokens?.Add(new TokenSpan(id, start, end));
    }

    /// <summary>Adds the model's tokens for a part of a text.</summary>
    public void Add(string text, SourceMap? map, int offset, int length)
    {
        if (length == 0)
            return;
        if (map is null)
        {
            model.Encode(text.AsSpan(offset, length), ids!);
            return;
        }

        piece.Clear();
        model.Trace(text.AsSpan(offset, length), piece);
        foreach (var token in piece)
            Add(token.Id, map, offset + token.Start, token.End - token.Start);
    }
}
