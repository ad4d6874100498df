using System.Text;
using Klue.CommandLine;

namespace Klue.Cli.Tests;

/// <summary>Runs command lines in this process.</summary>
internal static class KlueRun
{
    /// <summary>Runs a command line.</summary>
    public static CommandResult Run(params string[] arguments) => RunWithInput([], arguments);

    /// <summary>Runs a command line with standard input.</summary>
    public static CommandResult RunWithInput(string input, params string[] arguments) => RunWithInput(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs a command line with standard input.</summary>
    public static CommandResult RunWithInput(byte[] input, params string[] arguments) => Run(input, isTerminal: false, arguments);

    /// <summary>Runs a command line whose results a person looks at.</summary>
    public static CommandResult RunOnTerminal(params string[] arguments) => Run([], isTerminal: true, arguments);

    private static CommandResult Run(byte[] input, bool isTerminal, string[] arguments)
    {
        using var stream = new MemoryStream(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var host = new CommandHost("klue", stream, output, error, isTerminal, isErrorTerminal: false);
        var exitCode = KlueCommandLine.RunAsync(arguments, host).GetAwaiter().GetResult();
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
