using Klue.Models;

namespace Klue.Bench.Peers.Engines;

/// <summary>A ragged batch and room for what is computed of it.</summary>
/// <param name="width">Numbers for each row.</param>
/// <param name="rows">The batch's rows that something is computed of, ascending.</param>
/// <param name="batch">The texts.</param>
/// <param name="compute">Computes the numbers of the rows, one after another.</param>
internal sealed class KlueRun(int width, int[] rows, TokenBatch batch, Action<float[]> compute) : IEngineRun
{
    private readonly float[] _values = new float[rows.Length * width];

    public void Run() => compute(_values);

    public ReadOnlySpan<float> Output(int text, int token) =>
        _values.AsSpan(Array.BinarySearch(rows, batch.RowOf(text, token)) * width, width);

    public void Dispose()
    {
        // The numbers are the collector's.
    }
}
