using System.CommandLine;
using Klue.Cli.Commands;

namespace Klue.Cli;

/// <summary>The command <c>klue</c> and its subcommands.</summary>
internal static class KlueCommandLine
{
    /// <summary>Runs one command line and returns the exit code; every error is one line on standard error, never a stack trace.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host) => CommandRunner.RunAsync(Root(host), args, host);

    /// <summary>The command with all its subcommands.</summary>
    internal static RootCommand Root(CommandHost host) => new("Korean language understanding with KLUE-BERT, in C# alone.")
    {
        new FillMaskCommand(host),
        new ClassifyCommand(host),
        new NerCommand(host),
        new QaCommand(host),
        new EmbedCommand(host),
        new SimilarityCommand(host),
        new ParseCommand(host),
        new EvalCommand(host),
        new ScoreCommand(host),
        new TokenizeCommand(host),
        new MorphemesCommand(host),
        new TrainVocabCommand(host),
        new ForwardCommand(host),
        new InfoCommand(host),
#if SERVE
        new ServeCommand(host),
#endif
    };
}
