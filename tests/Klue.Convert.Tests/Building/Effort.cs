using System.Diagnostics;

namespace Klue.Convert.Tests.Building;

/// <summary>
/// What an action costs: processor time of the whole process, so that it does not matter what else the machine does, and all
/// memory that it allocated, freed or not. Tests that use it run alone.
/// </summary>
internal readonly record struct Effort(TimeSpan ProcessorTime, long AllocatedBytes)
{
    /// <summary>The collection of tests that nothing else runs beside.</summary>
    public const string Alone = "alone";

    public static Effort Of(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var (time, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        action();
        process.Refresh();
        return new Effort(process.TotalProcessorTime - time, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
