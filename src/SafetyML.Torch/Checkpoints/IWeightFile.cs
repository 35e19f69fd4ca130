namespace SafetyML.Torch.Checkpoints;

/// <summary>An open file of tensors, whatever its format.</summary>
internal interface IWeightFile : IDisposable
{
    string Path { get; }

    IReadOnlyList<StoredTensor> Tensors { get; }
}
