namespace Klue.Bench.Timing;

/// <summary>What one run is worth.</summary>
/// <param name="Operations">Arithmetic operations, a multiply-add being two; 0 where nobody counts them.</param>
/// <param name="Bytes">Bytes that have to be read or written at least once; 0 where nobody counts them.</param>
/// <param name="Items">What the user counts: tokens, elements, texts.</param>
internal readonly record struct Work(double Operations, double Bytes, double Items);
