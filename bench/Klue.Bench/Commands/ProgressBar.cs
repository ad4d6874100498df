using Klue.Bench.Timing;
using Klue.CommandLine;
using Spectre.Console;

namespace Klue.Bench.Commands;

/// <summary>A bar on standard error, where a person looks at it. It is drawn between timings only, never beside them.</summary>
internal sealed class ProgressBar : IBenchProgress
{
    private readonly ProgressContext? _context;
    private ProgressTask? _task;

    private ProgressBar(ProgressContext? context) => _context = context;

    /// <summary>Does <paramref name="work"/> and shows how far it has come.</summary>
    public static T Show<T>(CommandHost host, Func<IBenchProgress, T> work)
    {
        if (!host.IsErrorTerminal)
        {
            return work(new ProgressBar(null));
        }

        return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
            .Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBar(context)));
    }

    public void Begin(string suite, int steps)
    {
        _task = _context?.AddTask(suite, maxValue: steps);
        _context?.Refresh();
    }

    public void Advance()
    {
        _task?.Increment(1);
        _context?.Refresh();
    }
}
