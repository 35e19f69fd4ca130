namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>The types of metadata values, with their numbers in the format.</summary>
internal enum GgufValueType
{
    Byte = 0,
    SByte = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Single = 6,
    Bool = 7,
    Text = 8,
    List = 9,
    UInt64 = 10,
    Int64 = 11,
    Double = 12,
}
