using Klue.CommandLine;
using Klue.Conversion.Commands;
using Klue.Tests;

namespace Klue.Convert.Tests.Commands;

/// <summary>What the command says of itself.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_command_shows_examples_that_it_takes()
    {
        using var host = new CommandHost("klue-convert", Stream.Null, TextWriter.Null, TextWriter.Null, isTerminal: false, isErrorTerminal: false);
        CommandExamples.AssertAllParse(new ConvertCommand(host), "klue-convert");
    }
}
