namespace Klue.Bench.Peers.Engines;

/// <summary>The numbers that an engine multiplies.</summary>
internal enum Precision
{
    Float32,
    BFloat16,
    Int8,
}
