namespace Klue.Bench.Peers.Engines;

/// <summary>One rectangle of ids that is ready to be run.</summary>
internal interface IBatchRun : IDisposable
{
    void Run();

    /// <summary>What the last run computed: [rows, length, width], or [rows, width] for outputs of whole texts.</summary>
    ReadOnlySpan<float> Output { get; }
}
