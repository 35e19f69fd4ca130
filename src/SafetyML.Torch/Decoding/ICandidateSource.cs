using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Proposes what may come next: one likely token, a drawn one, or several for a beam search.</summary>
internal interface ICandidateSource
{
    /// <summary>Rows that every prompt needs.</summary>
    int Beams { get; }

    /// <summary>For each prompt its candidates, best first.</summary>
    /// <param name="logits">float32 (prompts * rows, vocabulary); one row per prompt before the first step, then one per beam.</param>
    /// <param name="seen">bool, the tokens that occur already, of the logits' shape; null without repetition penalty.</param>
    /// <param name="prompts">The live prompts.</param>
    IReadOnlyList<Candidate>[] Propose(Tensor logits, Tensor? seen, IReadOnlyList<ActivePrompt> prompts);
}
