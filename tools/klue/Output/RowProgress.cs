using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Klue.Cli.Output;

/// <summary>
/// How far a run over a file has come: a bar, with the texts and tokens of a second, where a person looks at the messages and
/// the rows go elsewhere; nothing otherwise.
/// </summary>
internal sealed class RowProgress
{
    private readonly CommandHost _host;
    private readonly IAnsiConsole? _console;
    private readonly ProgressTask? _bar;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _rows;
    private long _tokens;

    private RowProgress(CommandHost host, IAnsiConsole? console = null, ProgressTask? bar = null) => (_host, _console, _bar) = (host, console, bar);

    /// <summary>Does some work, which reports what it reads, answers and says.</summary>
    /// <param name="host">Has the terminal.</param>
    /// <param name="length">Bytes of the file, or null where nobody knows.</param>
    /// <param name="work">The work.</param>
    public static void Show(CommandHost host, long? length, Action<RowProgress> work)
    {
        if (!host.IsErrorTerminal || host.IsTerminal)
        {
            work(new RowProgress(host));
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes });
        console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var bar = context.AddTask(Rates(0, 0, TimeSpan.Zero), maxValue: Math.Max(1, length ?? 1));
                bar.IsIndeterminate = length is null;
                work(new RowProgress(host, console, bar));
            });
    }

    /// <summary>Reports bytes that were read, from whatever thread.</summary>
    public void Read(int bytes) => _bar?.Increment(bytes);

    /// <summary>Reports that a row was answered, and the tokens it had, if somebody counted them.</summary>
    public void Answer(int tokens)
    {
        _rows++;
        _tokens += tokens;
        if (_bar is not null)
        {
            _bar.Description = Rates(_rows, _tokens, Stopwatch.GetElapsedTime(_start));
        }
    }

    /// <summary>Says something, above the bar if there is one.</summary>
    public void Say(string message)
    {
        if (_console is null)
        {
            _host.Say(message);
        }
        else
        {
            _console.WriteLine($"{_host.Name}: {message.ReplaceLineEndings(" ")}");
        }
    }

    internal static string Rates(long rows, long tokens, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-3);
        var rates = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} texts, {rows / seconds:N0} texts/s");
        return tokens == 0 ? rates : string.Create(CultureInfo.InvariantCulture, $"{rates}, {tokens / seconds:N0} tokens/s");
    }
}
