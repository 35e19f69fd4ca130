using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class SchemaTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Indexer_UnknownName_SaysWhichOne()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Load(_ml).Schema["Nam"]);

        Assert.StartsWith("Column 'Nam' not found", error.Message);
    }

    [Fact]
    public void Transform_OutputOfAKnownName_HidesTheInputNextToIt()
    {
        var data = _ml.Transforms.CopyColumns("Name", "Name").Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));

        Assert.Equal(["Name", "Name", "Age", "Scores"], data.Schema.Select(column => column.Name));
        Assert.Equal([true, false, false, false], data.Schema.Select(column => column.IsHidden));
        Assert.Equal(1, data.Schema["Name"].Index);
    }

    [Fact]
    public void DropColumns_HiddenColumns_GoWithTheVisibleOne()
    {
        var data = Samples.Load(_ml);
        var chain = _ml.Transforms.CopyColumns("Name", "Name").Append(_ml.Transforms.DropColumns("Name"));

        Assert.Equal(["Age", "Scores"], chain.Fit(data).Transform(data).Schema.Select(column => column.Name));
    }

    [Fact]
    public void SelectColumns_Names_DecideTheOrder()
    {
        var data = Samples.Load(_ml);

        var result = _ml.Transforms.SelectColumns("Scores", "Name").Fit(data).Transform(data);

        Assert.Equal(["Scores", "Name"], result.Schema.Select(column => column.Name));
        Assert.Equal(["Ada", "Bo", "Cy"], result.GetColumn<string>("Name"));
    }

    [Fact]
    public void DropColumns_NamesThatAreMissing_AreListed()
    {
        var data = Samples.Load(_ml);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.DropColumns("Nam", "Ag").Fit(data));

        Assert.StartsWith("Could not find input column 'Nam,Ag'", error.Message);
    }

    [Fact]
    public void CopyColumns_InputMissing_IsNamed()
    {
        var data = Samples.Load(_ml);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Copy", "Nam").Fit(data));

        Assert.StartsWith("Could not find input column 'Nam'", error.Message);
    }

    [Fact]
    public void Builder_Columns_MakeASchema()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Unit", NumberDataViewType.Int32, 7);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", TextDataViewType.Instance);
        builder.AddColumn("A", new VectorDataViewType(NumberDataViewType.Single, 2, 3), annotations.ToAnnotations());

        var schema = builder.ToSchema();

        Assert.Equal(["A: String", "A: Vector<Single, 2, 3> {Unit}"], schema.Select(column => column.ToString()));
        Assert.True(schema[0].IsHidden);
        var unit = 0;
        schema["A"].Annotations.GetValue("Unit", ref unit);
        Assert.Equal(7, unit);
    }

    [Fact]
    public void GetOutputSchema_Shapes_AgreeWithTheTransformer()
    {
        var data = Samples.Load(_ml);
        var estimator = _ml.Transforms.CustomMapping<Named, Greeting>((_, _) => { }, contractName: null).Append(_ml.Transforms.CopyColumns("Copy", "Scores"));

        var shape = estimator.GetOutputSchema(ShapeOf(data));

        Assert.Equal(estimator.Fit(data).GetOutputSchema(data.Schema).Select(column => column.Name), shape.Select(column => column.Name));
        var copy = shape.Single(column => column.Name == "Copy");
        Assert.Equal(SchemaShape.Column.VectorKind.Vector, copy.Kind);
        Assert.Equal(NumberDataViewType.Single, copy.ItemType);
        Assert.False(copy.IsKey);
    }

    [Fact]
    public void SchemaShape_ColumnsOfAnother_MakeANewOne()
    {
        var shape = ShapeOf(Samples.Load(_ml));

        Assert.Equal(["Age"], new SchemaShape(shape.Where(column => column.Name == "Age")).Select(column => column.Name));
    }

    // The shape of a schema, by a mapping that adds nothing.
    private SchemaShape ShapeOf(IDataView data)
    {
        var shape = new SchemaShape([]);
        var definition = SchemaDefinition.Create(typeof(Person));
        foreach (var column in definition)
            column.ColumnType = data.Schema[column.ColumnName].Type;
        return _ml.Transforms.CustomMapping<Nothing, Person>((_, _) => { }, contractName: null, outputSchemaDefinition: definition).GetOutputSchema(shape);
    }
}
