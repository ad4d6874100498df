using Klue.CommandLine;
using Klue.Conversion.Writing;
using Spectre.Console;

namespace Klue.Conversion.Commands;

/// <summary>A bar in bytes on a terminal, nothing elsewhere.</summary>
internal sealed class ProgressBar(CommandHost host) : IConversionProgress, IDisposable
{
    private ProgressContext? _context;
    private ProgressTask? _task;

    /// <summary>Runs something that reports to this bar.</summary>
    public T Run<T>(Func<T> action)
    {
        if (!host.IsErrorTerminal)
        {
            return action();
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                _context = context;
                return action();
            });
    }

    public void Begin(string source, long totalBytes) => _task = _context?.AddTask(Markup.Escape(Path.GetFileName(source)), maxValue: totalBytes);

    public void Advance(long bytes) => _task?.Increment(bytes);

    public void Dispose() => _task?.StopTask();
}
