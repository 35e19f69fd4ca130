using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>One pre-tokenizer: rewrites a piece, then splits it. Each part may be missing.</summary>
/// <param name="Rewrite">Rewrites a piece.</param>
/// <param name="Split">Cuts the rewritten piece.</param>
/// <param name="FirstRewrite">Rewrites the piece that begins the text, after <paramref name="Rewrite"/>.</param>
internal sealed record PipelineStep(ITextRewrite? Rewrite = null, PreTokenizer? Split = null, ITextRewrite? FirstRewrite = null);
