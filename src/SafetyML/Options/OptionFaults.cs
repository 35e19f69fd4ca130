namespace SafetyML.Options;

/// <summary>One exception for every fault of a set of options.</summary>
internal static class OptionFaults
{
    public static void ThrowIfAny(string parameter, IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0)
            throw new ArgumentException(string.Join(" ", all), parameter);
    }

    /// <summary>What a part of the options says about itself.</summary>
    public static IEnumerable<string> Of(Action validate)
    {
        try
        {
            validate();
            return [];
        }
        catch (ArgumentException fault)
        {
            return [fault.Message];
        }
    }
}
