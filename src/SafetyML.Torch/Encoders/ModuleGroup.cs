using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Gives modules the path that a checkpoint has for them; it computes nothing.</summary>
internal sealed class ModuleGroup : nn.Module
{
    private ModuleGroup()
        : base(nameof(ModuleGroup))
    {
    }

    /// <summary>Registers <paramref name="module"/> under <paramref name="path"/>, whose parts are parted by dots, below <paramref name="root"/>.</summary>
    public static void Register(nn.Module root, string path, nn.Module module)
    {
        string[] parts = path.Split('.');
        foreach (string part in parts[..^1])
        {
            var next = root.named_children().FirstOrDefault(child => child.name == part).module;
            if (next is null)
                root.register_module(part, next = new ModuleGroup());
            root = next;
        }
        root.register_module(parts[^1], module);
    }
}
