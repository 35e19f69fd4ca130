namespace TrainEmbeddedScorers.Data;

/// <summary>A file of the data folder that was read: where it stands, its size, hash and licence, and whether it may train a model that ships.</summary>
internal sealed record DataFile(string Path, long Bytes, string Sha256, int Rows, string Licence, bool Trains);
