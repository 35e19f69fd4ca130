using System.Text;
using System.Text.Json.Nodes;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Writes character maps: a double array for a few entries whose first bytes differ, each in its own block of 256 units.</summary>
internal static class TinyCharacterMap
{
    private const int Block = 256;

    /// <summary>A map of texts to their replacements.</summary>
    public static byte[] Of(params (string From, string To)[] entries)
    {
        var units = new List<uint>(new uint[Block * 2]);
        var texts = new List<byte>();
        units[0] = Unit(Block, hasValue: false, label: 0);
        foreach (var (from, to) in entries)
        {
            var node = Block;
            var bytes = Encoding.UTF8.GetBytes(from);
            for (var i = 0; i < bytes.Length; i++)
            {
                var place = node ^ bytes[i];
                node = units.Count;
                units.AddRange(new uint[Block]);
                units[place] = Unit(place ^ node, hasValue: i == bytes.Length - 1, bytes[i]);
            }

            units[node] = 0x8000_0000 | (uint)texts.Count;
            texts.AddRange([.. Encoding.UTF8.GetBytes(to), 0]);
        }

        return [.. BitConverter.GetBytes(units.Count * sizeof(uint)), .. units.SelectMany(BitConverter.GetBytes), .. texts];
    }

    /// <summary>The normalizer of a tokenizer.json that holds a map.</summary>
    public static JsonObject Normalizer(byte[] map) => new() { ["type"] = "Precompiled", ["precompiled_charsmap"] = Convert.ToBase64String(map) };

    // Label in the low byte, value bit 8, offset from bit 10 on.
    private static uint Unit(int offset, bool hasValue, byte label) => ((uint)offset << 10) | (hasValue ? 1u << 8 : 0) | label;
}
