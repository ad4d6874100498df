using System.Diagnostics;
using Klue.CommandLine;

namespace Klue.Bench.Starts;

/// <summary>How a program started: until its first line of output.</summary>
/// <param name="Seconds">From before the start to the first line.</param>
/// <param name="PeakMemory">The most bytes that it was seen to hold resident until then, the mapped file's pages included.</param>
internal sealed record FirstResult(double Seconds, long PeakMemory)
{
    // Looking costs the program nothing, and this process a few microseconds.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(4);

    /// <summary>Starts a program, waits for its first line and then for its end.</summary>
    /// <exception cref="UsageException">It cannot be started, or fails.</exception>
    public static FirstResult Of(ProcessStartInfo info)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Start(info);
        var errors = process.StandardError.ReadToEndAsync();
        var first = process.StandardOutput.ReadLineAsync();
        var peak = 0L;
        while (!first.Wait(BetweenLooks))
        {
            peak = Math.Max(peak, Resident(process));
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        peak = Math.Max(peak, Resident(process));
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && first.Result is not null
            ? new FirstResult(seconds, peak)
            : throw new UsageException($"'{info.FileName}' failed with exit code {process.ExitCode}: {FirstLine(errors.Result)}");
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new UsageException($"'{info.FileName}' cannot be started: {exception.Message}", exception);
        }
    }

    // The system's own record of the most it ever was, gone when the process is.
    private static long Resident(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static string FirstLine(string text) => text.Split('\n') is [{ Length: > 0 } first, ..] ? first.TrimEnd() : "it said nothing";
}
