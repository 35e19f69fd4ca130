using System.Text;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class TiktokenReaderTests
{
    [Fact]
    public void Encode_Ranks_JoinsTheLowestFirst()
        => Assert.Equal([258, 'c', 256], Load("ab", "bc", "aab").Encode("aabcab", addSpecialTokens: false));

    [Fact]
    public void Encode_WholePiece_IsTakenAtOnce()
        => Assert.Equal([256], Load("hello").Encode("hello", addSpecialTokens: false));

    [Fact]
    public void Encode_SpecialTokens_FollowTheRanksAsInLlama3()
    {
        var tokenizer = Load("ab");

        Assert.Equal([257, 256, 258], tokenizer.Encode("ab<|end_of_text|>"));
        Assert.Equal(257, tokenizer.BeginId);
        Assert.Equal(258, tokenizer.EndId);
        Assert.Equal(257 + 6, tokenizer.IdOf("<|start_header_id|>"));
        Assert.Equal(257 + 9, tokenizer.IdOf("<|eot_id|>"));
        Assert.Equal(257 + 255, tokenizer.IdOf("<|reserved_special_token_250|>"));
        Assert.Equal(257 + 256, tokenizer.VocabularySize);
    }

    [Fact]
    public void Encode_AddedTokensOfTheSettings_ReplaceTheUsualOnes()
    {
        var tokenizer = TinyTokenizer.Load(
            TinyTokenizer.Tiktoken("ab"), """{"added_tokens_decoder": {"300": {"content": "<s>", "special": true}}, "bos_token": "<s>", "add_bos_token": true}""");

        Assert.Equal([300, 256], tokenizer.Encode("ab"));
        Assert.Equal(301, tokenizer.VocabularySize);
    }

    [Fact]
    public void Load_LineThatIsNone_NamesTheLine()
    {
        var model = TinyTokenizer.Tiktoken().Concat(Encoding.UTF8.GetBytes("%%% 256\n")).ToArray();

        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load(model));

        Assert.Equal("tokenizer.model:257: a line must be a token in base64, a space and its rank. Get the file again from where the model came from.", fault.Message);
    }

    [Theory]
    [InlineData(257, "tokenizer.model:257: the token has 257 bytes; allowed are 256. Get the file again from where the model came from.")]
    [InlineData(100_000, "tokenizer.model:257: the token has more than 256 bytes, which no vocabulary of text needs. Get the file again from where the model came from.")]
    public void Load_TokenThatIsTooLong_NamesLineAndLimit(int length, string message)
    {
        var line = $"{Convert.ToBase64String(new byte[length])} 256\n";

        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load([.. TinyTokenizer.Tiktoken(), .. Encoding.ASCII.GetBytes(line)]));

        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public void Load_LongestTokenAllowed_IsRead()
    {
        var line = $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('a', 256)))} 256\r\n";

        Assert.Equal([256], TinyTokenizer.Load([.. TinyTokenizer.Tiktoken(), .. Encoding.ASCII.GetBytes(line)]).Encode(new string('a', 256), addSpecialTokens: false));
    }

    private static ModelTokenizer Load(params string[] tokens) => TinyTokenizer.Load(TinyTokenizer.Tiktoken(tokens));
}
