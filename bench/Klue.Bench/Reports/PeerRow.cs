namespace Klue.Bench.Reports;

/// <summary>What one engine took, as Klue.Bench.Peers prints it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Input">What it was given: a batch such as <c>8x128</c> or <c>mixed</c>, or the name of texts.</param>
/// <param name="Milliseconds">The median.</param>
/// <param name="Ratio">Its time over Klue's, pair by pair, if the table has it.</param>
internal sealed record PeerRow(string Engine, int Threads, string Input, double Milliseconds, double? Ratio);
