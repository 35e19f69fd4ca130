namespace SafetyML.Answering;

/// <summary>The type in which a base model's weights are held. Adapter, softmax, norms and loss are float32 in any case.</summary>
public enum WeightPrecision
{
    /// <summary>As stored; float16 becomes bfloat16 on the processor, which has no fast float16.</summary>
    Stored,

    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>16 bits with the range of float32.</summary>
    BFloat16,

    /// <summary>16 bits with the smaller range of half precision.</summary>
    Float16,
}
