using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class ConversionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void MapValue_Texts_AreLookedUpByContent()
    {
        var pairs = new Dictionary<string, string> { ["Ada"] = "first", ["Bo"] = "second" };

        var data = Fit(_ml.Transforms.Conversion.MapValue("Rank", pairs, "Name"));

        Assert.Equal(["first", "second", ""], data.GetColumn<string>("Rank"));
    }

    [Fact]
    public void MapValue_NumberNotThere_IsZero()
    {
        var data = Fit(_ml.Transforms.Conversion.MapValue("Rank", new Dictionary<string, float> { ["Ada"] = 1 }, "Name"));

        Assert.Equal([1, 0, 0], data.GetColumn<float>("Rank"));
    }

    [Fact]
    public void MapValue_ValuesAsKeys_KeepTheirTexts()
    {
        var pairs = new Dictionary<string, string> { ["Ada"] = "old", ["Cy"] = "old", ["Bo"] = "young" };

        var data = Fit(_ml.Transforms.Conversion.MapValue("Group", pairs, "Name", treatValuesAsKeyType: true));

        Assert.Equal([1u, 2u, 1u], data.GetColumn<uint>("Group"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["Group"].GetKeyValues(ref names);
        Assert.Equal(["old", "young"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void MapValue_DuplicateKeys_AreRefused()
    {
        KeyValuePair<string, int>[] pairs = [KeyValuePair.Create("a", 1), KeyValuePair.Create("a", 2)];

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.Conversion.MapValue("Rank", pairs, "Name"));

        Assert.Equal("Duplicate keys in data 'a'", error.Message);
    }

    [Theory]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, new uint[] { 1, 2, 1, 3 }, new[] { "b", "c", "a" })]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, new uint[] { 2, 3, 2, 1 }, new[] { "a", "b", "c" })]
    public void MapValueToKey_Order_FollowsOccurrenceOrValue(ValueToKeyMappingEstimator.KeyOrdinality ordinality, uint[] keys, string[] names)
    {
        var data = Words("b", "c", "b", "a");

        var result = _ml.Transforms.Conversion.MapValueToKey("Key", "Name", keyOrdinality: ordinality).Fit(data).Transform(data);

        Assert.Equal(keys, result.GetColumn<uint>("Key"));
        Assert.Equal("Key<UInt32, 0-2>", result.Schema["Key"].Type.ToString());
        VBuffer<ReadOnlyMemory<char>> values = default;
        result.Schema["Key"].GetKeyValues(ref values);
        Assert.Equal(names, values.DenseValues().Select(value => value.ToString()));
        Assert.True(result.Schema["Key"].HasKeyValues());
    }

    [Fact]
    public void MapKeyToValue_KeysOfAnotherTransform_GiveTheValuesBack()
    {
        var data = Words("b", "c", "b");
        var chain = _ml.Transforms.Conversion.MapValueToKey("Key", "Name").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"));

        Assert.Equal(["b", "c", "b"], chain.Fit(data).Transform(data).GetColumn<string>("Back"));
    }

    [Fact]
    public void MapValueToKey_ValueNotLearned_IsMissing()
    {
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(Words("a"));

        Assert.Equal([0u, 1u], model.Transform(Words("z", "a")).GetColumn<uint>("Key"));
    }

    [Fact]
    public void MapKeyToValue_NotAKey_SaysTheType()
    {
        var chain = new EstimatorChain<ITransformer>().Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Age"));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(Samples.Load(_ml)));

        Assert.StartsWith("Schema mismatch for input column 'Age': expected KeyType, got Single", error.Message);
    }

    [Theory]
    [InlineData("1.5", 1.5f)]
    [InlineData("", 0f)]
    [InlineData("much", float.NaN)]
    public void ConvertType_TextToNumber_GivesNaNForOtherTexts(string text, float expected)
    {
        var data = Words(text);

        Assert.Equal([expected], _ml.Transforms.Conversion.ConvertType("Number", "Name").Fit(data).Transform(data).GetColumn<float>("Number"));
    }

    [Theory]
    [InlineData(DataKind.Double, "Double")]
    [InlineData(DataKind.Boolean, "Boolean")]
    [InlineData(DataKind.String, "String")]
    public void ConvertType_Numbers_ConvertToThatKind(DataKind kind, string type)
    {
        var data = Fit(_ml.Transforms.Conversion.ConvertType("Age", outputKind: kind));

        Assert.Equal(type, data.Schema["Age"].Type.ToString());
    }

    [Fact]
    public void ConvertType_ToText_WritesNumbersAndTruthValues()
    {
        var ages = Fit(_ml.Transforms.Conversion.ConvertType("Age", outputKind: DataKind.String));
        var truths = _ml.Data.LoadFromEnumerable([new Truth { Value = true }, new Truth()]);
        var words = _ml.Transforms.Conversion.ConvertType("Value", outputKind: DataKind.String).Fit(truths).Transform(truths);

        Assert.Equal(["36", "7", "81"], ages.GetColumn<string>("Age"));
        Assert.Equal(["True", "False"], words.GetColumn<string>("Value"));
        Assert.Equal(["0.1", "-1.5E-07"], ToText(0.1f, -1.5e-7f));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("Yes", true)]
    [InlineData("1", true)]
    [InlineData("", false)]
    [InlineData("no", false)]
    public void ConvertType_TextToTruthValue_KnowsTheUsualWords(string text, bool expected)
    {
        var data = Words(text);

        Assert.Equal([expected], _ml.Transforms.Conversion.ConvertType("Name", outputKind: DataKind.Boolean).Fit(data).Transform(data).GetColumn<bool>("Name"));
    }

    [Fact]
    public void MapKeyToValue_MissingKey_GivesAMissingValue()
    {
        var data = _ml.Data.LoadFromEnumerable([new Aged { Age = 2 }, new Aged { Age = float.NaN }]);
        var chain = _ml.Transforms.Conversion.MapValueToKey("Key", "Age").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"));

        Assert.Equal([2, float.NaN], chain.Fit(data).Transform(data).GetColumn<float>("Back"));
    }

    [Fact]
    public void ConvertType_Vectors_ConvertTheirItems()
    {
        var data = Fit(_ml.Transforms.Conversion.ConvertType("Scores", outputKind: DataKind.Double));

        Assert.Equal("Vector<Double, 2>", data.Schema["Scores"].Type.ToString());
        Assert.Equal([[1, 2], [3, 4], [5, 6]], data.GetColumn<double[]>("Scores"));
    }

    [Fact]
    public void ConvertType_NoSuchConversion_IsRefused()
    {
        var data = _ml.Data.LoadFromEnumerable([new Moment()]);

        var chain = new EstimatorChain<ITransformer>().Append(_ml.Transforms.Conversion.ConvertType("At", outputKind: DataKind.Boolean));

        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(data));
    }

    [Fact]
    public void ConvertType_TruthValues_BecomeOneAndZero()
    {
        var data = _ml.Data.LoadFromEnumerable([new Truth { Value = true }, new Truth()]);

        Assert.Equal([1, 0], _ml.Transforms.Conversion.ConvertType("Value").Fit(data).Transform(data).GetColumn<float>("Value"));
    }

    [Fact]
    public void Concatenate_NumbersAndVectors_GivesOneVector()
    {
        var data = Fit(_ml.Transforms.Concatenate("Features", "Age", "Scores"));

        Assert.Equal("Vector<Single, 3>", data.Schema["Features"].Type.ToString());
        Assert.Equal([[36, 1, 2], [7, 3, 4], [81, 5, 6]], data.GetColumn<float[]>("Features"));
    }

    [Fact]
    public void Load_SavedConversions_GiveTheSameValues()
    {
        var data = Samples.Load(_ml);
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Name")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_ml.Transforms.Conversion.ConvertType("Double", "Age", DataKind.Double))
            .Append(_ml.Transforms.Conversion.MapValue("Rank", new Dictionary<string, float> { ["Ada"] = 1 }, "Name"))
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Scores"))
            .Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var result = new MLContext().Model.Load(stream, out _).Transform(data);

        Assert.Equal(["Ada", "Bo", "Cy"], result.GetColumn<string>("Back"));
        Assert.Equal([36.0, 7, 81], result.GetColumn<double>("Double"));
        Assert.Equal([1, 0, 0], result.GetColumn<float>("Rank"));
        Assert.Equal([36, 1, 2], result.GetColumn<float[]>("Features").First());
    }

    private IDataView Fit(IEstimator<ITransformer> estimator) => estimator.Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));

    private IDataView Words(params string[] words) => _ml.Data.LoadFromEnumerable(words.Select(word => new Named { Name = word }).ToList());

    private IEnumerable<string> ToText(params float[] values)
    {
        var data = _ml.Data.LoadFromEnumerable(values.Select(value => new Aged { Age = value }).ToList());
        return _ml.Transforms.Conversion.ConvertType("Age", outputKind: DataKind.String).Fit(data).Transform(data).GetColumn<string>("Age");
    }

    private sealed class Truth
    {
        public bool Value { get; init; }
    }

    private sealed class Moment
    {
        public DateTime At { get; init; }
    }
}
