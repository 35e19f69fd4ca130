using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;

namespace SafetyML.Torch.Encoders;

/// <summary>
/// The tensors of one checkpoint under the names of the Hugging Face library, whatever version stored them: with or without the family's prefix,
/// norms as <c>gamma</c> and <c>beta</c>, with the heads of other tasks beside them.
/// </summary>
internal sealed class EncoderTensors
{
    /// <summary>The first parts of names of pretraining heads and of buffers, which an encoder does not need.</summary>
    private static readonly string[] OtherHeads =
    [
        "cls.", "lm_head.", "lm_predictions.", "mask_predictions.", "discriminator_predictions.", "generator_predictions.", "generator_lm_head.",
    ];

    private readonly Checkpoint checkpoint;
    private readonly EncoderConfig config;
    private readonly Dictionary<string, string> stored = new(StringComparer.Ordinal);

    public EncoderTensors(Checkpoint checkpoint, EncoderConfig config)
    {
        this.checkpoint = checkpoint;
        this.config = config;
        string prefix = $"{config.Family.Prefix}.";
        bool isBare = !checkpoint.Names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
        foreach (string name in checkpoint.Names)
        {
            string present = Present(name, isBare ? prefix : "");
            if (!stored.TryAdd(present, name))
                throw new CheckpointFormatException($"{checkpoint.Path}: tensors '{stored[present]}' and '{name}' are both {present}.");
        }
    }

    /// <summary>Whether all tensors of the classification head are there.</summary>
    public bool HasHead => !MissingHead.Any();

    /// <summary>The tensors of the classification head that are not there.</summary>
    public IEnumerable<string> MissingHead => EncoderLayout.Head(config).Select(item => item.Name).Where(name => !stored.ContainsKey(name));

    public bool Contains(string name) => stored.ContainsKey(name);

    /// <summary>The name under which the checkpoint holds a tensor.</summary>
    public string StoredName(string name) => stored.GetValueOrDefault(name, name);

    /// <summary>Refuses a checkpoint that lacks a tensor, has one of another shape, or one that nothing uses.</summary>
    /// <param name="withHead">Whether the head is checked too; without it, everything outside the encoder is left alone.</param>
    public void Check(bool withHead)
    {
        var present = stored.ToDictionary(item => item.Key, item => checkpoint.Info(item.Value), StringComparer.Ordinal);
        var faults = TensorFaults.Of(EncoderLayout.Encoder(config).Concat(withHead ? EncoderLayout.Head(config) : []), present, name => IsIgnored(name, withHead));
        if (faults.Count > 0)
            throw new CheckpointFormatException($"{checkpoint.Path} does not hold the {config.ModelType} encoder of its config.json. {string.Join(" ", faults)}");
    }

    /// <summary>The name that the library gives a tensor today.</summary>
    private string Present(string name, string prefix)
    {
        if (name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal))
            name = string.Concat(name.AsSpan(0, name.Length - "gamma".Length), "weight");
        else if (name.EndsWith("LayerNorm.beta", StringComparison.Ordinal))
            name = string.Concat(name.AsSpan(0, name.Length - "beta".Length), "bias");
        string first = name[..(name.IndexOf('.') is var dot and >= 0 ? dot : name.Length)];
        bool isEncoder = first is "embeddings" or "embeddings_project" or "encoder" || (first == "pooler" && config.Family.Head != HeadKind.Pooler);
        return isEncoder ? prefix + name : name;
    }

    private bool IsIgnored(string name, bool withHead)
    {
        string prefix = $"{config.Family.Prefix}.";
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
            return !withHead || OtherHeads.Any(head => name.StartsWith(head, StringComparison.Ordinal));
        // Old versions stored the position numbers; a pooler or positions that the configuration does without may be left over from pretraining.
        return name.EndsWith(".position_ids", StringComparison.Ordinal) || name.EndsWith(".token_type_ids", StringComparison.Ordinal)
            || name.StartsWith($"{prefix}pooler.", StringComparison.Ordinal)
            || name == $"{prefix}embeddings.position_embeddings.weight";
    }
}
