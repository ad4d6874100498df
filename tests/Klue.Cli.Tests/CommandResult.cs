using System.Text.Json;

namespace Klue.Cli.Tests;

/// <summary>What a command line did.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard output as JSON.</summary>
    public JsonElement[] Rows => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Asserts that it went well.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, Error);
        return this;
    }

    /// <summary>Asserts that the input was refused in one line that says these words, and no stack trace.</summary>
    public void WasRefused(params string[] words)
    {
        Assert.Equal(2, ExitCode);
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains("no model named", StringComparison.Ordinal));
        Assert.StartsWith("klue: ", line);
        Assert.DoesNotContain("   at ", line);
        Assert.All(words, word => Assert.Contains(word, line));
    }
}
