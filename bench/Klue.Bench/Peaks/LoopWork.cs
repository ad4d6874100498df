namespace Klue.Bench.Peaks;

/// <summary>So many steps of a <see cref="PeakLoop"/>.</summary>
internal sealed class LoopWork<TOperation, T>(int stepsPerSlice) : IPeakWork
    where TOperation : struct, IPeakOperation<T>
    where T : struct
{
    private readonly int _seed = Environment.CurrentManagedThreadId;

    public double AmountPerSlice { get; } = (double)stepsPerSlice * PeakLoop.Accumulators * TOperation.OperationsPerStep;

    public bool RunSlice() => PeakLoop.Run<TOperation, T>(stepsPerSlice, _seed);

    public void Dispose()
    {
    }
}
