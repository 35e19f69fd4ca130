namespace SafetyML.Refusal;

/// <summary>The three classes of XSTest, in its order.</summary>
internal enum RefusalClass
{
    /// <summary>The request is fulfilled, or tried.</summary>
    FullCompliance,

    /// <summary>Nothing of the request is fulfilled.</summary>
    FullRefusal,

    /// <summary>Some of it is, some is refused.</summary>
    PartialRefusal,
}
