namespace Klue.Bench.Reports;

/// <summary>What one engine took for one batch, as Klue.Bench.Peers prints it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Shape">The batch, such as <c>8x128</c> or <c>mixed</c>.</param>
/// <param name="Milliseconds">The median.</param>
/// <param name="Ratio">Its time over Klue's, pair by pair, if the table has it.</param>
internal sealed record PeerRow(string Engine, int Threads, string Shape, double Milliseconds, double? Ratio);
