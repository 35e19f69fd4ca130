using System.Text.Json;

namespace SafetyML.Tests.Support;

/// <summary>The reference numbers of scikit-learn, scipy, statsmodels and krippendorff.</summary>
internal static class MetricsFixture
{
    public const double Exact = 1e-9;

    public static JsonElement Read(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Shared.Fixture("metrics/reference.json")));
        return file.RootElement.GetProperty(name).Clone();
    }

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Count(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement element, string name) => Numbers(element.GetProperty(name));

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(each => each.GetDouble())];

    public static bool[] Flags(this JsonElement element, string name) => Array.ConvertAll(element.Numbers(name), each => each == 1);

    public static int[] Classes(this JsonElement element, string name) => Array.ConvertAll(element.Numbers(name), each => (int)each);
}
