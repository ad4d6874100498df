using System.CommandLine;
using System.CommandLine.Help;

namespace Klue.CommandLine;

/// <summary><c>manual</c>, not shown in the help: prints the manual page of the whole command, in Markdown, as it stands in docs/.</summary>
internal sealed class ManualCommand : Command
{
    private readonly CommandHost _host;
    private readonly RootCommand _root;

    public ManualCommand(CommandHost host, RootCommand root)
        : base("manual", "Print the manual page.")
    {
        (_host, _root, Hidden) = (host, root, true);
        SetAction(_ => Print());
    }

    private int Print()
    {
        Write($"""
            # {_host.Name}(1)

            {_root.Description}

            ## Commands

            """);
        WriteCommand(_root, _host.Name);
        foreach (var command in _root.Subcommands.Where(command => !command.Hidden))
        {
            WriteCommand(command, $"{_host.Name} {command.Name}");
        }

        Write($"""
            ## Exit status

            * {ExitCode.Success}: it did what was asked.
            * {ExitCode.Failure}: it failed for a reason of its own, or of the machine's: a full disk, say.
            * {ExitCode.BadInput}: what it was given is wrong: options, files, text. One line on standard error says what.
            * {ExitCode.Interrupted}: Ctrl+C. Nothing is left half written.
            * {ExitCode.Terminated}: told to end (SIGTERM). Nothing is left half written.

            ## Environment

            * `KLUE_ISA`: the instruction set where no `--isa` is given: `avx512`, `avx2`, `vector128` or `scalar`.
            """);
        return ExitCode.Success;
    }

    private void WriteCommand(Command command, string name)
    {
        var arguments = command.Arguments.Where(argument => !argument.Hidden).ToList();
        var options = command.Options.Where(option => !option.Hidden && option is not (HelpOption or VersionOption)).ToList();
        var isGroup = command is RootCommand && arguments.Count == 0;
        Write($"""
            ### {name}

            {(isGroup ? "One of the commands below; every one takes `--help`." : command.Description)}

            ```
            {string.Join(' ', [name, .. arguments.Select(Usage), isGroup ? "COMMAND" : "[options]"])}
            ```

            """);
        foreach (var argument in arguments)
        {
            Write($"* `{argument.Name}`: {argument.Description}");
        }

        foreach (var option in options)
        {
            Write($"* `{string.Join("`, `", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name))}`{Value(option)}: {option.Description}{Remark(option)}");
        }

        if (arguments.Count + options.Count > 0)
        {
            Write("");
        }

        if (ExampleHelpAction.ExamplesOf(command) is { Count: > 0 } examples)
        {
            Write($"""
                ```
                {string.Join('\n', examples)}
                ```

                """);
        }
    }

    private static string Usage(Argument argument) =>
        (argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string Value(Option option)
    {
        string[] words = [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(completion => completion.Label)];
        return option.ValueType == typeof(bool) ? ""
            : option.HelpName is { } name ? $" *{name}*"
            : words.Length > 0 ? $" *{string.Join('|', words)}*"
            : " *VALUE*";
    }

    private static string Remark(Option option) => option.Required ? " Required."
        : option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value ? $" By default `{value}`."
        : "";

    private void Write(string text) => _host.Output.WriteLine(text.ReplaceLineEndings("\n"));
}
