using System.Diagnostics;
using System.Text;
using Klue.CommandLine;

namespace Klue.Cli.Tests;

/// <summary>Runs command lines in this process, or by the published program that <c>KLUE_COMMAND</c> names.</summary>
internal static class KlueRun
{
    private static readonly string? Program = Environment.GetEnvironmentVariable("KLUE_COMMAND") is { Length: > 0 } program ? program : null;

    /// <summary>Runs a command line.</summary>
    public static CommandResult Run(params string[] arguments) => RunWithInput([], arguments);

    /// <summary>Runs a command line with standard input.</summary>
    public static CommandResult RunWithInput(string input, params string[] arguments) => RunWithInput(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs a command line with standard input.</summary>
    public static CommandResult RunWithInput(byte[] input, params string[] arguments) =>
        Program is null ? Run(input, isTerminal: false, arguments) : Start(Program, input, arguments);

    /// <summary>Runs a command line whose results a person looks at.</summary>
    public static CommandResult RunOnTerminal(params string[] arguments) => Run([], isTerminal: true, arguments);

    /// <summary>Runs a command line in a process of its own, where a variable of the environment is set.</summary>
    public static CommandResult RunWhere(string variable, string value, params string[] arguments) => Program is null
        ? Start("dotnet", [], [Path.Combine(AppContext.BaseDirectory, "klue.dll"), .. arguments], (variable, value))
        : Start(Program, [], arguments, (variable, value));

    private static CommandResult Run(byte[] input, bool isTerminal, string[] arguments)
    {
        using var stream = new MemoryStream(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var host = new CommandHost("klue", stream, output, error, isTerminal, isErrorTerminal: false);
        var exitCode = KlueCommandLine.RunAsync(arguments, host).GetAwaiter().GetResult();
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    private static CommandResult Start(string program, byte[] input, string[] arguments, params (string Name, string Value)[] environment)
    {
        var information = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            information.Environment[name] = value;
        }

        using var process = Process.Start(information)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that refuses its first line reads no more.
        }

        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
