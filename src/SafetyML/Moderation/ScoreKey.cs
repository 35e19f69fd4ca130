using System.Security.Cryptography;
using System.Text;

namespace SafetyML.Moderation;

/// <summary>Names a text in the cache without telling it: the SHA-256 of model and text.</summary>
internal static class ScoreKey
{
    // No model's name holds a NUL: no two pairs give the same bytes.
    public static string Of(string model, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\0{text}")));
}
