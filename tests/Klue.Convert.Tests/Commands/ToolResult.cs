namespace Klue.Convert.Tests.Commands;

/// <summary>What a run of the tool left.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="PeakMemory">The most memory that was seen resident, in bytes.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Error, long PeakMemory)
{
    /// <summary>Asserts that the tool refused its input: exit code 2 and one line on standard error that says what was wrong.</summary>
    public void AssertRefused(params ReadOnlySpan<string> mentioned)
    {
        Assert.Equal(2, ExitCode);
        AssertOneLine(mentioned);
    }

    /// <summary>Asserts that the tool failed for a reason outside of its input: exit code 1 and one line.</summary>
    public void AssertFailed(params ReadOnlySpan<string> mentioned)
    {
        Assert.Equal(1, ExitCode);
        AssertOneLine(mentioned);
    }

    private void AssertOneLine(ReadOnlySpan<string> mentioned)
    {
        var line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("klue-convert: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        foreach (var text in mentioned)
        {
            Assert.Contains(text, line, StringComparison.Ordinal);
        }
    }
}
