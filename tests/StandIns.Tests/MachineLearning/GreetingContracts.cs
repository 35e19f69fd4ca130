using Microsoft.ML.Transforms;

namespace StandIns.Tests.MachineLearning;

/// <summary>A constant key, by which a lookup puts a saved text into every row.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class KeyContract : CustomMappingFactory<Nothing, StateKey>
{
    public const string Name = "StandIns.Tests.Key";

    public static void Put(Nothing source, StateKey destination) => destination.StateKeyColumn = "state";

    public override Action<Nothing, StateKey> GetMapping() => Put;
}

/// <summary>Joins the saved text with the input.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class GreetContract : CustomMappingFactory<StatefulName, Greeting>
{
    public const string Name = "StandIns.Tests.Greet";

    public static void Say(StatefulName source, Greeting destination)
    {
        destination.Text = $"{source.State} {source.FixedName}";
        destination.Length = source.FixedName.Length;
    }

    public override Action<StatefulName, Greeting> GetMapping() => Say;
}

public sealed class Nothing;

public sealed class StateKey
{
    public string StateKeyColumn { get; set; } = "";
}

public sealed class StatefulName
{
    public string State { get; set; } = "";

    public string FixedName { get; set; } = "";
}
