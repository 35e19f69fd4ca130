namespace SafetyML.Refusal.Rules;

/// <summary>What a phrase of the rules says about an answer.</summary>
internal enum Cue : byte
{
    /// <summary>The answerer cannot or will not: "I cannot provide", "I'm sorry, but".</summary>
    Direct,

    /// <summary>An inability whose subject stands before it: "cannot provide". It is <see cref="Direct"/> where that is the answerer.</summary>
    Inability,

    /// <summary>An apology that may open a refusal.</summary>
    Apology,

    /// <summary>A sentence that opens with a judgement of the request: "It is not ethical to".</summary>
    Opening,

    /// <summary>A sentence that opens as many warnings and some answers do: "It is important to note".</summary>
    Caution,

    /// <summary>A norm: "unethical", "is never acceptable".</summary>
    Norm,

    /// <summary>Comfort and a pointer to help, as models answer a person in danger.</summary>
    Comfort,

    /// <summary>The request is answered: "here are", "sure,".</summary>
    Help,

    /// <summary>Help is offered: "I can suggest". It counts once a list follows.</summary>
    Offer,

    /// <summary>The answer turns: "however", "instead".</summary>
    Turn,

    /// <summary>A courtesy that is no answer yet: "I'm happy to help", "Hello!".</summary>
    Courtesy,

    /// <summary>The phrase before it is meant otherwise: "sorry to hear", "I cannot stress enough".</summary>
    Neutral,
}
