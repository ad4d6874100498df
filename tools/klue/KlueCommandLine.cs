using System.CommandLine;
using System.CommandLine.Help;
using Klue.Cli.Commands;
using Klue.Tokenizer;

namespace Klue.Cli;

/// <summary>The command <c>klue</c>: its subcommands, and what becomes of their errors.</summary>
internal static class KlueCommandLine
{
    /// <summary>Runs one command line and returns the exit code; every error is one line on standard error, never a stack trace.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host)
    {
        using var interruption = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, pressed) =>
        {
            pressed.Cancel = true;
            interruption.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            return await RunAsync(args, host, interruption.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (IsBadInput(exception))
        {
            host.Say(OneLine(exception.Message));
            return ExitCode.BadInput;
        }
        catch (Exception exception)
        {
            host.Say(OneLine($"{exception.GetType().Name}: {exception.Message}"));
            return ExitCode.Failure;
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host, CancellationToken cancellationToken)
    {
        var parsed = Root(host).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            host.Say($"{OneLine(parsed.Errors[0].Message)} (see klue {CommandPath(parsed)}--help)");
            return ExitCode.BadInput;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = host.Output, Error = host.Error };
        var exitCode = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        await host.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return exitCode;
    }

    private static RootCommand Root(CommandHost host) => new("Korean language understanding with KLUE-BERT, in C# alone.")
    {
        new FillMaskCommand(host),
        new ClassifyCommand(host),
        new NerCommand(host),
        new QaCommand(host),
        new EmbedCommand(host),
        new SimilarityCommand(host),
        new TokenizeCommand(host),
        new ForwardCommand(host),
        new InfoCommand(host),
    };

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";

    // A disk that is full or a pipe that broke is no fault of the input.
    private static bool IsBadInput(Exception exception) => exception is KlueException or TokenizerException or PlatformNotSupportedException;

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
