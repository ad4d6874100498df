namespace Klue.Bench.Peaks;

/// <summary>What one thread does, again and again, while a peak is measured.</summary>
internal interface IPeakWork : IDisposable
{
    /// <summary>Operations or bytes of one slice.</summary>
    double AmountPerSlice { get; }

    /// <summary>Does one slice. The result only keeps the work alive.</summary>
    bool RunSlice();
}
