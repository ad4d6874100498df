using Klue.CommandLine;

namespace Klue.Bench.Tests;

/// <summary>A command line of klue-bench, run in this process, and what it did.</summary>
internal sealed record BenchRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line.</summary>
    public static BenchRun Of(params string[] arguments)
    {
        using var input = new MemoryStream();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var host = new CommandHost("klue-bench", input, output, error, isTerminal: false, isErrorTerminal: false);
        var exitCode = BenchCommandLine.RunAsync(arguments, host).GetAwaiter().GetResult();
        return new BenchRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The cells of each line of standard output.</summary>
    public string[][] Rows => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];

    /// <summary>Asserts that it went well.</summary>
    public BenchRun Succeeded()
    {
        Assert.True(ExitCode == 0, Error);
        return this;
    }

    /// <summary>Asserts that the input was refused in one line that says these words, and no stack trace.</summary>
    public void WasRefused(params string[] words)
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode}: {Error}");
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("klue-bench: ", line);
        Assert.DoesNotContain("   at ", line);
        Assert.All(words, word => Assert.Contains(word, line));
    }
}
