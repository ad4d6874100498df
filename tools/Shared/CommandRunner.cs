using System.CommandLine;
using Klue.IO;
using Klue.Tokenizer;

namespace Klue.CommandLine;

/// <summary>Runs a command line; every error becomes one line on standard error and an exit code, never a stack trace.</summary>
internal static class CommandRunner
{
    /// <summary>Adds to a command what all have, parses, runs, and returns the exit code. Ctrl+C cancels the command, so that it leaves nothing half done.</summary>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, CommandHost host)
    {
        root.Add(new CompletionCommand(host));
        root.Add(new ManualCommand(host, root));
        ExampleHelpAction.ApplyTo(root);
        using var interruption = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, pressed) =>
        {
            pressed.Cancel = true;
            interruption.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            return await RunAsync(root, args, host, interruption.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // SIGTERM is heard by the library, which cancels the command as well.
            return interruption.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Terminated;
        }
        catch (Exception exception)
        {
            var isExpected = IsBadInput(exception) || exception is KlueException;
            host.Say(isExpected ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");
            return IsBadInput(exception) ? ExitCode.BadInput : ExitCode.Failure;
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, CommandHost host, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelpAction)
        {
            // What follows from a word that nobody knows, such as a command that is missing then, is not the fault itself.
            var fault = parsed.UnmatchedTokens is [var word, ..] ? $"'{word}' is no command, option or argument here." : parsed.Errors[0].Message;
            host.Say($"{fault} (see {CommandPath(parsed, host)} --help)");
            return ExitCode.BadInput;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = host.Output, Error = host.Error };
        if (parsed.CommandResult.Command is IOwnShutdown)
        {
            configuration.ProcessTerminationTimeout = null;
        }

        var exitCode = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        host.Output.Flush();
        return exitCode;
    }

    private static string CommandPath(ParseResult parsed, CommandHost host) =>
        parsed.CommandResult.Command is RootCommand ? host.Name : $"{host.Name} {parsed.CommandResult.Command.Name}";

    // A disk that is full or a folder that may not be written to is no fault of the input.
    private static bool IsBadInput(Exception exception) => exception
        is TokenizerException or PlatformNotSupportedException
        || (exception is KlueException and not FileAccessException { Operation: "written" });
}
