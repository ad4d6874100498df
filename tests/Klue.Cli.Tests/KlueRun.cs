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
    public static CommandResult RunWithInput(byte[] input, params string[] arguments)
    {
        using var stream = new MemoryStream(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var host = new CommandHost("klue", stream, output, error, isTerminal: false, isErrorTerminal: false);
        var exitCode = KlueCommandLine.RunAsync(arguments, host).GetAwaiter().GetResult();
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
