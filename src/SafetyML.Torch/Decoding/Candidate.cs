namespace SafetyML.Torch.Decoding;

/// <summary>A token that may come next.</summary>
/// <param name="Row">The beam that it continues, from 0 within its prompt.</param>
/// <param name="Token">Id of the token.</param>
/// <param name="LogProbability">Log probability of the token after that beam, without the beam's own.</param>
internal readonly record struct Candidate(int Row, int Token, double LogProbability);
