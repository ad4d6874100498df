using Klue.CommandLine;
using Klue.Tests;

namespace Klue.Bench.Tests;

/// <summary>What the command says of itself.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_command_shows_examples_that_it_takes()
    {
        using var host = new CommandHost("klue-bench", Stream.Null, TextWriter.Null, TextWriter.Null, isTerminal: false, isErrorTerminal: false);
        CommandExamples.AssertAllParse(BenchCommandLine.Root(host), "klue-bench");
    }
}
