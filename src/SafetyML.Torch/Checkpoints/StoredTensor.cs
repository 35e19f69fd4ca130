namespace SafetyML.Torch.Checkpoints;

/// <summary>A tensor of an open file.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Info">What the file says of the tensor.</param>
/// <param name="Source">Its elements.</param>
internal sealed record StoredTensor(string File, TensorInfo Info, ITensorSource Source);
