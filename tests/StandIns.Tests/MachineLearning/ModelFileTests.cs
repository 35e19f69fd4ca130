using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Load_ChainOfPublicTransforms_GivesTheSameColumns()
    {
        var data = Samples.Load(_ml);
        var model = _ml.Transforms.CopyColumns("Copy", "Name").Append(_ml.Transforms.DropColumns("Scores")).Fit(data);

        var loaded = SaveAndLoad(model, data.Schema, out var schema);

        Assert.Equal(data.Schema.Select(column => column.ToString()), schema.Select(column => column.ToString()));
        var result = loaded.Transform(data);
        Assert.Equal(["Name", "Age", "Copy"], result.Schema.Select(column => column.Name));
        Assert.Equal(["Ada", "Bo", "Cy"], result.GetColumn<string>("Copy"));
    }

    [Fact]
    public void Load_CustomMappingWithNothingRegistered_FindsTheContractInItsAssembly()
    {
        var data = _ml.Data.LoadFromEnumerable([new StatefulName { State = "Hi", FixedName = "Ada" }]);
        var model = _ml.Transforms.CustomMapping<StatefulName, Greeting>(GreetContract.Say, GreetContract.Name).Fit(data);

        var loaded = SaveAndLoad(model, data.Schema, out _);

        Assert.Equal(["Hi Ada"], loaded.Transform(data).GetColumn<string>("Text"));
    }

    [Fact]
    public void Load_TransformerThatDelegatesItsSaving_CarriesItsState()
    {
        var data = Samples.Load(_ml);

        var loaded = SaveAndLoad(new GreetingTransformer(_ml, "Good day,", "Name", "Welcome"), data.Schema, out _);

        var result = loaded.Transform(data);
        Assert.Equal(["Name", "Age", "Scores", "Welcome"], result.Schema.Select(column => column.Name));
        Assert.Equal(["Good day, Ada", "Good day, Bo", "Good day, Cy"], result.GetColumn<string>("Welcome"));
        Assert.True(loaded.IsRowToRowMapper);
    }

    [Fact]
    public void Save_CustomMappingWithoutContract_IsRefused()
    {
        var data = Samples.Load(_ml);
        var model = _ml.Transforms.CustomMapping<Named, Greeting>((_, _) => { }, contractName: null).Fit(data);

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, data.Schema, new MemoryStream()));

        Assert.Equal("Empty contract name for a transform: the transform cannot be saved", error.Message);
    }

    [Fact]
    public void Load_NotAZip_IsRefused()
        => Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream([1, 2, 3, 4]), out _));

    private ITransformer SaveAndLoad(ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }
}
