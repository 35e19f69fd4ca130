namespace SafetyML.Torch.Encoders;

/// <summary>The convolution over neighbouring tokens beside the first layer of some DeBERTa-v2 models.</summary>
/// <param name="KernelSize">Tokens that are seen at once; odd.</param>
/// <param name="Groups">Channels are split into this many groups that do not see each other.</param>
/// <param name="Activation">The function after it.</param>
public sealed record EncoderConvolution(int KernelSize, int Groups, EncoderActivation Activation);
