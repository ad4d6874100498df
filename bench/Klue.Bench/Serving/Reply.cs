namespace Klue.Bench.Serving;

/// <summary>What came back for one request.</summary>
/// <param name="Status">The status code; 0 if nothing came.</param>
/// <param name="Milliseconds">From sending to the last byte.</param>
internal readonly record struct Reply(int Status, double Milliseconds);
