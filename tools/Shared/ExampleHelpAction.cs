using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Klue.CommandLine;

/// <summary>The library's help, and behind it the command's examples.</summary>
internal sealed class ExampleHelpAction(HelpAction help) : SynchronousCommandLineAction
{
    // As many of its commands' examples as a root command shows.
    private const int RootExamples = 4;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Lets <c>--help</c> show examples, of every command.</summary>
    public static void ApplyTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
            {
                option.Action = new ExampleHelpAction(help);
            }
        }
    }

    /// <summary>A command's examples; a root that has none of its own shows the first of each of its first commands.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => command switch
    {
        IExampleSource source => source.Examples,
        RootCommand => [.. command.Subcommands.OfType<IExampleSource>().Select(source => source.Examples[0]).Take(RootExamples)],
        _ => [],
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var examples = ExamplesOf(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return exitCode;
    }
}
