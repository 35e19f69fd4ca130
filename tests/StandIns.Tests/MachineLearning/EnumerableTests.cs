using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class EnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void LoadFromEnumerable_Members_BecomeTypedColumns()
    {
        var schema = _ml.Data.LoadFromEnumerable(Array.Empty<Everything>()).Schema;

        Assert.Equal(
            [
                "Renamed: String", "Flag: Boolean", "Count: Int64", "Key: Key<UInt32, 0-2>", "Fixed: Vector<Single, 2>", "Any: Vector<Double>",
                "Words: Vector<String>",
            ],
            schema.Select(column => column.ToString()));
    }

    [Fact]
    public void CreateEnumerable_LoadedRows_GivesEqualRows()
    {
        var row = new Everything { Text = "a", Flag = true, Count = 5, Key = 1, Fixed = [1, 2], Any = [3], Words = ["x", "y"] };

        var back = _ml.Data.CreateEnumerable<Everything>(_ml.Data.LoadFromEnumerable([row]), reuseRowObject: false).Single();

        Assert.Equal("a", back.Text);
        Assert.True(back.Flag);
        Assert.Equal(5, back.Count);
        Assert.Equal([1, 2], back.Fixed);
        Assert.Equal([3], back.Any);
        Assert.Equal(["x", "y"], back.Words);
    }

    [Fact]
    public void LoadFromEnumerable_KeyMember_CountsFromZeroAndColumnFromOne()
    {
        var data = _ml.Data.LoadFromEnumerable([new Everything { Key = 0 }, new Everything { Key = 2 }, new Everything { Key = 3 }]);

        // Key 3 is out of range, so it is missing.
        Assert.Equal([1u, 3u, 0u], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void LoadFromEnumerable_NullTexts_AreEmpty()
        => Assert.Equal([""], _ml.Data.LoadFromEnumerable([new Named { Name = null! }]).GetColumn<string>("Name"));

    [Fact]
    public void LoadFromEnumerable_Text_IsPassedByReference()
    {
        var text = new string('x', 3);
        var back = _ml.Data.CreateEnumerable<Named>(_ml.Data.LoadFromEnumerable([new Named { Name = text }]), reuseRowObject: false).Single();

        Assert.Same(text, back.Name);
    }

    [Fact]
    public void LoadFromEnumerable_Sequence_IsReadOnlyByCursors()
    {
        var reads = 0;
        var data = _ml.Data.LoadFromEnumerable(Rows());
        Assert.Equal(0, reads);

        Assert.Equal(["a"], data.GetColumn<string>("Name"));
        Assert.Equal(["a"], data.GetColumn<string>("Name"));

        Assert.Equal(2, reads);

        IEnumerable<Named> Rows()
        {
            reads++;
            yield return new Named { Name = "a" };
        }
    }

    [Fact]
    public void GetRowCount_ListOrSequence_IsKnownForTheList()
    {
        Assert.Equal(3, Samples.Load(_ml).GetRowCount());
        Assert.Null(_ml.Data.LoadFromEnumerable(Samples.People.Where(_ => true)).GetRowCount());
    }

    [Fact]
    public void LoadFromEnumerable_SchemaDefinition_SetsSizesAndNames()
    {
        var definition = SchemaDefinition.Create(typeof(Everything));
        definition["Any"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 4);
        definition["Count"].ColumnName = "Total";

        var schema = _ml.Data.LoadFromEnumerable(Array.Empty<Everything>(), definition).Schema;

        Assert.Equal("Vector<Double, 4>", schema["Any"].Type.ToString());
        Assert.Equal(NumberDataViewType.Int64, schema["Total"].Type);
        Assert.Null(schema.GetColumnOrNull("Count"));
    }

    [Fact]
    public void SchemaDefinition_Annotation_ReachesTheColumn()
    {
        var definition = SchemaDefinition.Create(typeof(Everything));
        definition["Fixed"].AddAnnotation("SlotNames", new[] { "left", "right" }, new VectorDataViewType(TextDataViewType.Instance, 2));

        var column = _ml.Data.LoadFromEnumerable(Array.Empty<Everything>(), definition).Schema["Fixed"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        Assert.True(column.HasSlotNames());
        Assert.Equal(["left", "right"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void CreateEnumerable_ColumnMissing_NamesItUnlessIgnored()
    {
        var data = _ml.Data.LoadFromEnumerable([new Named { Name = "a" }]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<Person>(data, reuseRowObject: false).ToList());

        Assert.StartsWith("Could not find  column 'Age'", error.Message);
        Assert.Equal("a", _ml.Data.CreateEnumerable<Person>(data, reuseRowObject: false, ignoreMissingColumns: true).Single().Name);
    }

    [Fact]
    public void CreateEnumerable_ColumnOfAnotherType_SaysBothTypes()
    {
        var data = _ml.Data.LoadFromEnumerable([new Labelled { Age = "old" }]);

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<Aged>(data, reuseRowObject: false).ToList());

        Assert.Equal("Can't bind the IDataView column 'Age' of type 'String' to field or property 'Age' of type 'System.Single'.", error.Message);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public void CreateEnumerable_ReuseRowObject_DecidesHowManyObjects(bool reuse, int objects)
        => Assert.Equal(objects, _ml.Data.CreateEnumerable<Named>(Samples.Load(_ml), reuse).ToHashSet(ReferenceEqualityComparer.Instance).Count);

    [Fact]
    public void LoadFromEnumerable_MemberWithoutColumnType_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable(Array.Empty<Unsupported>()));

        Assert.StartsWith("Could not determine an IDataView type and registered custom types for member Inner", error.Message);
    }

    private sealed class Everything
    {
        [ColumnName("Renamed")]
        public string Text { get; set; } = "";

        public bool Flag { get; set; }

        public long Count { get; set; }

        [KeyType(3)]
        public uint Key { get; set; }

        [VectorType(2)]
        public float[] Fixed { get; set; } = [];

        public double[] Any { get; set; } = [];

        public string[] Words { get; set; } = [];

        [NoColumn]
        public object? Ignored { get; set; }
    }

    private sealed class Labelled
    {
        public string Age { get; set; } = "";
    }

    private sealed class Unsupported
    {
        public Named Inner { get; set; } = new();
    }
}
