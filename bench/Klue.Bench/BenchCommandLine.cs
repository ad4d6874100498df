using System.CommandLine;
using Klue.Bench.Commands;
using Klue.CommandLine;

namespace Klue.Bench;

/// <summary>The command <c>klue-bench</c>.</summary>
internal static class BenchCommandLine
{
    /// <summary>Runs one command line and returns the exit code.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host) => CommandRunner.RunAsync(Root(host), args, host);

    /// <summary>The command with all its subcommands.</summary>
    internal static RootCommand Root(CommandHost host) => new("How fast Klue runs, beside what this machine can do.")
    {
        new PeakCommand(host),
        new GemmCommand(host),
        new OpsCommand(host),
        new AttentionCommand(host),
        new ModelCommand(host),
        new TokenizerCommand(host),
        new StartCommand(host),
        new ServerCommand(host),
        new EmbedCommand(host),
        new ReportCommand(host),
        new CompareCommand(host),
    };
}
