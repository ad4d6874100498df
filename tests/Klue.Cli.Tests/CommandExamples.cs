using System.CommandLine;
using Klue.CommandLine;

namespace Klue.Tests;

/// <summary>The examples in the help of a command and its subcommands.</summary>
internal static class CommandExamples
{
    /// <summary>Asserts that every command that is shown has examples, and that the command line takes them.</summary>
    public static void AssertAllParse(RootCommand root, string name)
    {
        Assert.NotEmpty(ExampleHelpAction.ExamplesOf(root));
        Assert.All(root.Subcommands.Where(command => !command.Hidden), command =>
        {
            var examples = ExampleHelpAction.ExamplesOf(command);
            Assert.NotEmpty(examples);
            Assert.All(examples, example => Assert.StartsWith($"{name} {command.Name}", example, StringComparison.Ordinal));
        });
        Assert.All(root.Subcommands.Prepend(root).SelectMany(ExampleHelpAction.ExamplesOf), example =>
        {
            // What follows is the shell's.
            var line = example.Split(" > ")[0];
            var parsed = root.Parse(line[name.Length..]);
            Assert.Empty(parsed.Errors.Select(error => $"{example}: {error.Message}"));
        });
    }
}
