using System.CommandLine;

namespace Klue.CommandLine;

/// <summary>
/// <c>completion SHELL</c>: prints what makes a shell complete the command's own commands, options and words. The script asks the command
/// itself, by the library's <c>[suggest]</c> directive, and needs nothing else.
/// </summary>
internal sealed class CompletionCommand : Command, IExampleSource
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly CommandHost _host;
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", Shells)}." };

    public CompletionCommand(CommandHost host)
        : base("completion", "Print a script that completes this command in a shell.")
    {
        _host = host;
        _shell.AcceptOnlyFromAmong(Shells);
        Add(_shell);
        SetAction(arguments => Print(arguments.GetRequiredValue(_shell)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        $"source <({_host.Name} completion bash)",
        $"{_host.Name} completion zsh > ~/.zfunc/_{_host.Name}",
        $"{_host.Name} completion fish > ~/.config/fish/completions/{_host.Name}.fish",
        $"{_host.Name} completion pwsh >> $PROFILE",
    ];

    private int Print(string shell)
    {
        // Only what stands before the cursor is asked about: bash counts it in bytes, the command in characters.
        var script = shell switch
        {
            "bash" => """
                _NAME_complete() {
                    local line=$(LC_ALL=C; printf '%s' "${COMP_LINE:0:COMP_POINT}") IFS=$'\n'
                    COMPREPLY=($(compgen -W "$(COMMAND "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
                }
                complete -o default -F _NAME_complete COMMAND
                """,
            "zsh" => """
                #compdef COMMAND
                _NAME_complete() {
                    local line="${(j: :)words[1,CURRENT]}"
                    local -a found=("${(@f)$(COMMAND "[suggest:${#line}]" "$line" 2>/dev/null)}")
                    compadd -a found || _files
                }
                if [ "$funcstack[1]" = "_COMMAND" ]; then _NAME_complete "$@"; else compdef _NAME_complete COMMAND; fi
                """,
            "fish" => """
                function _NAME_complete
                    set -l line (commandline -cp | string collect)
                    COMMAND "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
                end
                complete -c COMMAND -a "(_NAME_complete)"
                """,
            _ => """
                Register-ArgumentCompleter -Native -CommandName COMMAND -ScriptBlock {
                    param($word, $command, $cursor)
                    COMMAND "[suggest:$cursor]" "$command" | ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                    }
                }
                """,
        };
        _host.Output.WriteLine(script
            .Replace("COMMAND", _host.Name, StringComparison.Ordinal)
            .Replace("NAME", _host.Name.Replace('-', '_'), StringComparison.Ordinal)
            .ReplaceLineEndings("\n"));
        return ExitCode.Success;
    }
}
