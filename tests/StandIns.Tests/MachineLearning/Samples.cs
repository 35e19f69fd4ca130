using Microsoft.ML;
using Microsoft.ML.Data;

namespace StandIns.Tests.MachineLearning;

/// <summary>The classes and rows that the tests of this folder share.</summary>
internal static class Samples
{
    public static Person[] People { get; } =
    [
        new() { Name = "Ada", Age = 36, Scores = [1, 2] },
        new() { Name = "Bo", Age = 7, Scores = [3, 4] },
        new() { Name = "Cy", Age = 81, Scores = [5, 6] },
    ];

    public static IDataView Load(MLContext ml) => ml.Data.LoadFromEnumerable(People);
}

public sealed class Person
{
    public string Name { get; set; } = "";

    public float Age { get; set; }

    [VectorType(2)]
    public float[] Scores { get; set; } = [];
}

public sealed class Named
{
    public string Name { get; set; } = "";
}

public sealed class Aged
{
    public float Age { get; set; }
}

public sealed class Greeting
{
    public string Text { get; set; } = "";

    public int Length { get; set; }
}
