using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Encoders;

public class EncoderConfigTests
{
    private const string Sizes = "\"vocab_size\":320,\"hidden_size\":32,\"intermediate_size\":88,\"num_hidden_layers\":2,\"num_attention_heads\":4";

    [Fact]
    public void Load_Bert_TakesDefaults()
    {
        var config = Load("""{"model_type":"bert",SIZES}""");
        Assert.Equal((512, 2, 1e-12, 0, EncoderActivation.Gelu), (config.MaxPositions, config.TypeVocabularySize, config.NormEpsilon, config.PadId, config.Activation));
        Assert.Equal(["LABEL_0", "LABEL_1"], config.Labels);
        Assert.Equal((32, 8, 512, Pooling.FirstToken), (config.EmbeddingSize, config.HeadSize, config.MaxTokens, config.HeadPooling));
        Assert.Null(config.Relative);
    }

    [Fact]
    public void Load_Roberta_CountsPositionsFromThePaddingToken() =>
        Assert.Equal(512, Load("""{"model_type":"roberta",SIZES,"max_position_embeddings":514}""").MaxTokens);

    [Fact]
    public void Load_FirstDebertaV2_ReadsTheBars()
    {
        var relative = Load("""{"model_type":"deberta-v2",SIZES,"relative_attention":true,"pos_att_type":"p2c|c2p","max_relative_positions":-1,"position_buckets":256}""").Relative!;
        Assert.Equal((true, true, 512, 256, 256), (relative.ContentToPosition, relative.PositionToContent, relative.MaxDistance, relative.Buckets, relative.Span));
        Assert.False(relative.SharesProjections);
    }

    [Theory]
    [InlineData(""","id2label":{"1":"yes","0":"no"}""", "no yes")]
    [InlineData(""","num_labels":3""", "LABEL_0 LABEL_1 LABEL_2")]
    public void Load_Labels_InOrderOfTheirNumbers(string labels, string expected) =>
        Assert.Equal(expected, string.Join(' ', Load($$"""{"model_type":"bert",SIZES{{labels}}}""").Labels));

    [Theory]
    [InlineData("""{"model_type":"deberta",SIZES}""", "encoder 'deberta' is not supported. Supported model types: bert, electra, roberta, xlm-roberta, deberta-v2.")]
    [InlineData("""{SIZES}""", "an encoder without model_type is not supported")]
    [InlineData("""{"model_type":"bert",SIZES,"hidden_act":"gelu_fast"}""", "hidden_act 'gelu_fast' is not supported. Supported: gelu, gelu_new, relu, tanh, silu.")]
    [InlineData(
        """{"model_type":"bert",SIZES,"position_embedding_type":"relative_key"}""",
        "position_embedding_type 'relative_key' is not supported. Supported: absolute.")]
    [InlineData("""{"model_type":"bert",SIZES,"is_decoder":true}""", "is_decoder true is not supported. An encoder has it false.")]
    [InlineData("""{"model_type":"bert",SIZES,"quantization_config":{"quant_method":"gptq"}}""", "quantization_config (gptq) is not supported")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"relative_attention":true,"pos_att_type":["p2p"]}""", "pos_att_type 'p2p' is not supported. Supported: c2p, p2c.")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"relative_attention":true,"norm_rel_ebd":"batch"}""", "norm_rel_ebd 'batch' is not supported. Supported: none, layer_norm.")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"conv_kernel_size":4}""", "conv_kernel_size 4 is not supported. Supported: odd numbers")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"pooler_hidden_size":16}""", "pooler_hidden_size 16 is not supported")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"attention_head_size":16}""", "attention_head_size 16 is not supported")]
    [InlineData("""{"model_type":"bert",SIZES,"classifier_pooling":"max"}""", "classifier_pooling 'max' is not supported. Supported: cls, mean.")]
    public void Load_NotSupported_SaysWhatIs(string json, string message) => Fails.Saying<UnsupportedModelException>(message, () => Load(json));

    [Theory]
    [InlineData("""{"model_type":"bert","vocab_size":320}""", "config.json: \"hidden_size\" is missing.")]
    [InlineData("""{"model_type":"bert",SIZES,"max_position_embeddings":0}""", "\"max_position_embeddings\" is 0; it must be at least 1.")]
    [InlineData("""{"model_type":"bert",SIZES,"max_position_embeddings":"512"}""", "\"max_position_embeddings\" is \"512\"; a whole number was expected.")]
    [InlineData("""{"model_type":"bert",SIZES,"layer_norm_eps":-1}""", "\"layer_norm_eps\" is -1; it must not be negative.")]
    [InlineData("""{"model_type":"bert",SIZES,"hidden_dropout_prob":1}""", "\"hidden_dropout_prob\" is 1; it must be at least 0 and below 1.")]
    [InlineData("""{"model_type":"bert",SIZES,"type_vocab_size":-1}""", "\"type_vocab_size\" is -1; it must not be negative.")]
    [InlineData("""{"model_type":"bert",SIZES,"id2label":{}}""", "the keys must be 0, 1, 2 and so on, at least one")]
    [InlineData("""{"model_type":"bert",SIZES,"id2label":{"0":"a","2":"b"}}""", "the keys must be 0, 1, 2 and so on, at least one; they are 0, 2.")]
    [InlineData("""{"model_type":"bert",SIZES,"id2label":{"first":"a"}}""", "id2label: key \"first\" is not a number, or is there twice.")]
    [InlineData("""{"model_type":"bert",SIZES,"id2label":{"0":1}}""", "\"0\" is 1; a text was expected.")]
    [InlineData("""{"model_type":"bert",SIZES,"num_labels":2000000000}""", "\"num_labels\" is 2000000000; it must be from 1 to 100000.")]
    [InlineData("""{"model_type":"roberta",SIZES,"pad_token_id":-5}""", "\"pad_token_id\" is -5; positions count from it, so that it must not be negative.")]
    [InlineData("""{"model_type":"roberta",SIZES,"max_position_embeddings":2}""", "max_position_embeddings 2 leaves no place after pad_token_id 1")]
    [InlineData("""{"model_type":"deberta-v2",SIZES,"conv_kernel_size":3,"conv_groups":5}""", "hidden_size 32 does not divide into conv_groups 5.")]
    [InlineData(
        """{"model_type":"deberta-v2",SIZES,"relative_attention":true,"position_buckets":256,"max_relative_positions":100}""",
        "position_buckets 256 must be at least 2 and below twice max_relative_positions 100.")]
    public void Load_Wrong_NamesFileAndKey(string json, string message) => Fails.Saying<CheckpointFormatException>(message, () => Load(json));

    [Theory]
    [InlineData("\"num_attention_heads\":4", "\"num_attention_heads\":5", "hidden_size 32 does not divide into num_attention_heads 5.")]
    [InlineData("\"num_hidden_layers\":2", "\"num_hidden_layers\":2000000000", "\"num_hidden_layers\" is 2000000000; it must be from 1 to 10000.")]
    [InlineData("\"vocab_size\":320", "\"vocab_size\":-3", "\"vocab_size\" is -3; it must be at least 1.")]
    public void Load_WrongSize_NamesFileAndKey(string from, string to, string message) => Fails.Saying<CheckpointFormatException>(
        message, () => Load("""{"model_type":"bert",SIZES}""".Replace("SIZES", Sizes.Replace(from, to, StringComparison.Ordinal), StringComparison.Ordinal)));

    private static EncoderConfig Load(string json)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("config.json"), json.Replace("SIZES", Sizes, StringComparison.Ordinal));
        return EncoderConfig.Load(folder);
    }
}
