using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class CustomMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Transform_TwoOutputs_AddsBothColumnsInRowOrder()
    {
        var data = Greet().Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));

        Assert.Equal(["Name", "Age", "Scores", "Text", "Length"], data.Schema.Select(column => column.Name));
        Assert.Equal(["Hello Ada", "Hello Bo", "Hello Cy"], data.GetColumn<string>("Text"));
        Assert.Equal([3, 2, 2], data.GetColumn<int>("Length"));
    }

    [Fact]
    public void Transform_NothingRead_DoesNotRunTheAction()
    {
        var calls = 0;
        var data = _ml.Transforms.CustomMapping<Named, Greeting>((_, _) => calls++, contractName: null).Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));

        Assert.Equal(["Ada", "Bo", "Cy"], data.GetColumn<string>("Name"));

        Assert.Equal(0, calls);
    }

    [Fact]
    public void CustomMapping_OutputDefinition_NamesColumnsAtRunTime()
    {
        var output = SchemaDefinition.Create(typeof(Greeting));
        output[nameof(Greeting.Text)].ColumnName = "Welcome";

        var estimator = _ml.Transforms.CustomMapping<Named, Greeting>(Say, contractName: null, outputSchemaDefinition: output);
        var data = estimator.Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));

        Assert.Equal(["Hello Ada", "Hello Bo", "Hello Cy"], data.GetColumn<string>("Welcome"));
    }

    [Fact]
    public void Fit_InputColumnMissing_NamesTheColumn()
    {
        var data = _ml.Data.LoadFromEnumerable([new Aged { Age = 1 }]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(Greet()).Fit(data));

        Assert.StartsWith("Could not find input column 'Name'", error.Message);
    }

    private static void Say(Named source, Greeting destination)
    {
        destination.Text = $"Hello {source.Name}";
        destination.Length = source.Name.Length;
    }

    private Microsoft.ML.Transforms.CustomMappingEstimator<Named, Greeting> Greet() => _ml.Transforms.CustomMapping<Named, Greeting>(Say, contractName: null);
}
