using System.Diagnostics;
using Klue.CommandLine;
using Klue.Kernels;

namespace Klue.Bench.Starts;

/// <summary>A program that can be asked, as <c>klue</c> can, to <c>embed TEXT --model FOLDER --threads N</c>.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="File">What to start.</param>
/// <param name="Arguments">What comes before its command line: a host's assembly.</param>
/// <param name="IsSelf">Whether it is klue-bench, which can do more.</param>
internal sealed record StartProgram(string Name, string File, IReadOnlyList<string> Arguments, bool IsSelf)
{
    private const string Assembly = ".dll";
    private const string Host = "dotnet";

    /// <summary>This program.</summary>
    public static StartProgram Self { get; } = OfThisProcess();

    /// <summary>A program that the command line names: an executable, or an assembly for <c>dotnet</c>.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static StartProgram Of(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new UsageException($"--program '{file}': there is no such file.");
        }

        var path = Path.GetFullPath(file);
        return Path.GetExtension(file) == Assembly
            ? new StartProgram(Path.GetFileName(file), Host, [path], IsSelf: false)
            : new StartProgram(Path.GetFileName(file), path, [], IsSelf: false);
    }

    /// <summary>How to start it.</summary>
    public ProcessStartInfo StartInfo(IEnumerable<string> arguments, SimdTier tier)
    {
        var info = new ProcessStartInfo(File, Arguments.Concat(arguments)) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment[KernelInfo.EnvironmentVariable] = KernelInfo.Name(tier);
        return info;
    }

    // Started as klue-bench, or as dotnet klue-bench.dll.
    private static StartProgram OfThisProcess()
    {
        var own = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(own) == Host
            ? new StartProgram("klue-bench", own, [Path.Combine(AppContext.BaseDirectory, "klue-bench.dll")], IsSelf: true)
            : new StartProgram("klue-bench", own, [], IsSelf: true);
    }
}
