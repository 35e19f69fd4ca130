using Microsoft.ML.Transforms;

namespace SafetyML.Saving;

/// <summary>Gives every row the constant <see cref="StateKey"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class StateKeyMapping : CustomMappingFactory<NoColumns, StateKey>
{
    public const string Contract = "SafetyML.StateKey";

    public override Action<NoColumns, StateKey> GetMapping() => Map;

    public static void Map(NoColumns source, StateKey target) => (target.Key, target.Empty) = (0, "");
}
