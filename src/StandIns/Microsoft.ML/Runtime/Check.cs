namespace Microsoft.ML.Runtime;

/// <summary>Argument checks with the exceptions and texts that ML.NET users know.</summary>
internal static class Check
{
    public static T Value<T>(T value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    public static string NonEmpty(string value, string name)
        => string.IsNullOrEmpty(value) ? throw new ArgumentOutOfRangeException(name, $"{name} cannot be null or empty") : value;

    public static void Param(bool condition, string name, string message)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, message);
    }

    public static void State(bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }

    public static Exception MissingColumn(string paramName, string role, string column)
        => new ArgumentOutOfRangeException(paramName, $"Could not find {role} column '{column}'");

    public static Exception WrongColumn(string paramName, string role, string column, string expected, string actual)
        => new ArgumentOutOfRangeException(paramName, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");
}
