using System.Diagnostics;
using Klue.CommandLine;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary>What the command says of itself: help, manual, completion.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_command_shows_examples_that_it_takes()
    {
        using var host = new CommandHost("klue", Stream.Null, TextWriter.Null, TextWriter.Null, isTerminal: false, isErrorTerminal: false);
        CommandExamples.AssertAllParse(KlueCommandLine.Root(host), "klue");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("fill-mask", "--help")]
    [InlineData("completion", "-h")]
    public void Help_ends_with_examples(params string[] arguments)
    {
        var lines = KlueRun.Run(arguments).Succeeded().Lines;
        var start = Array.IndexOf(lines, "Examples:");
        Assert.True(start > 0);
        Assert.True(lines.Length > start + 1);
        Assert.All(lines[(start + 1)..], line => Assert.Contains("klue ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_manual_in_docs_is_the_commands_own()
    {
        var written = File.ReadAllLines(RepositoryFolder.Find("docs", "klue.1.md")).Where(line => line.Length > 0).ToList();
        var missing = KlueRun.Run("manual").Succeeded().Lines.Except(written);
        Assert.True(!missing.Any(), $"Write the manual again, by `klue manual > docs/klue.1.md`; it lacks:\n{string.Join('\n', missing)}");
        Assert.Equal(written, KlueRun.Run("manual").Lines);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _klue_complete klue")]
    [InlineData("zsh", "#compdef klue")]
    [InlineData("fish", "complete -c klue -a \"(_klue_complete)\"")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName klue -ScriptBlock {")]
    public void Each_shell_gets_its_script(string shell, string line) => Assert.Contains(line, KlueRun.Run("completion", shell).Succeeded().Lines);

    [Fact]
    public void Another_shell_is_refused() => KlueRun.Run("completion", "tcsh").WasRefused("tcsh");

    [Theory]
    [InlineData("klue f", "fill-mask forward")]
    [InlineData("klue fill-mask --to", "--top-k")]
    [InlineData("klue ner 홍길동은 --agg", "--aggregation")]
    [InlineData("klue fill-mask --isa a", "avx2 avx512")]
    public async Task Bash_completes_what_is_typed(string typed, string completions)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "This test runs the script in bash on Linux.");
        var words = typed.Split(' ');
        var script = $"""
            source <(klue completion bash)
            COMP_LINE='{typed}' COMP_POINT={System.Text.Encoding.UTF8.GetByteCount(typed)} COMP_WORDS=({string.Join(' ', words)}) COMP_CWORD={words.Length - 1}
            _klue_complete
            echo "$[COMPREPLY[*]]"
            """.Replace("$[COMPREPLY[*]]", "${COMPREPLY[*]}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(completions, output.TrimEnd('\n'));
    }
}
