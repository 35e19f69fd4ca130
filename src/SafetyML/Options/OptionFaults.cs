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
}
