using Klue.Bench.Peers.Workloads;

namespace Klue.Bench.Peers.Engines;

/// <summary>A library with a model loaded, for one output and one number of threads.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>The name on the command line and in tables.</summary>
    string Name { get; }

    /// <summary>The numbers that it multiplies.</summary>
    Precision Precision { get; }

    /// <summary>The ways of taking these texts that are worth comparing.</summary>
    IEnumerable<Batching> Batchings(IReadOnlyList<int[]> texts);

    /// <summary>Makes inputs of the texts and room for the outputs, so that only the engine's own work is left to be timed.</summary>
    IEngineRun Prepare(IReadOnlyList<int[]> texts, Batching batching);
}
