namespace Microsoft.ML.Data;

/// <summary>The names of annotations with a meaning.</summary>
internal static class AnnotationKinds
{
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";
    public const string IsNormalized = "IsNormalized";
}
