namespace Klue.Conversion.Inspection;

/// <summary>What can be said of a tensor's values.</summary>
/// <param name="Sha256">The hash of its row-major, little-endian bytes: the same in every format.</param>
/// <param name="Statistics">Its numbers; null for types that are no real numbers.</param>
internal sealed record TensorSummary(string Sha256, TensorStatistics? Statistics);
