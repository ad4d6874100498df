using System.Diagnostics;

namespace Klue.Convert.Tests.Commands;

/// <summary>The built <c>klue-convert</c>, run as its users run it.</summary>
internal static class Tool
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "klue-convert.exe" : "klue-convert");

    /// <summary>Starts it; whoever calls sees to its end.</summary>
    public static Process Start(string workingFolder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static ToolResult Run(string workingFolder, params IEnumerable<string> arguments)
    {
        using var process = Start(workingFolder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            peak = Math.Max(peak, Resident(process));
        }

        Task.WaitAll(output, error);
        return new ToolResult(process.ExitCode, output.Result, error.Result, peak);
    }

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
}
