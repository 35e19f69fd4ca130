using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>One pre-tokenizer: rewrites a piece, then splits it. Either may be missing.</summary>
/// <param name="Rewrite">From a piece and whether it begins the text, to the piece that is split.</param>
/// <param name="Split">Cuts the rewritten piece.</param>
internal sealed record PipelineStep(Func<string, bool, string>? Rewrite = null, PreTokenizer? Split = null);
