using Klue.Tokenizer.Training;
using Spectre.Console;

namespace Klue.Cli.Output;

/// <summary>The bars of a vocabulary training on standard error, where a person looks at it; nothing elsewhere.</summary>
internal sealed class TrainingBars : IProgress<TrainingProgress>
{
    private readonly ProgressContext? _context;
    private readonly ProgressTask? _reading;
    private ProgressTask? _joining;

    private TrainingBars(ProgressContext? context, long? corpusBytes)
    {
        _context = context;
        _reading = _context?.AddTask("counting words", maxValue: corpusBytes ?? 1);
        if (_reading is not null)
        {
            _reading.IsIndeterminate = corpusBytes is null;
        }
    }

    /// <summary>Does <paramref name="work"/> and shows how far it has come.</summary>
    /// <param name="host">Has standard error.</param>
    /// <param name="corpusBytes">The size of the corpus, where it is known.</param>
    /// <param name="work">Reports what it reads and joins.</param>
    public static T Show<T>(CommandHost host, long? corpusBytes, Func<TrainingBars, T> work)
    {
        if (!host.IsErrorTerminal)
        {
            return work(new TrainingBars(null, corpusBytes));
        }

        return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => work(new TrainingBars(context, corpusBytes)));
    }

    /// <summary>Takes note of bytes of the corpus that were read.</summary>
    public void Read(int bytes)
    {
        if (_reading is { IsIndeterminate: false })
        {
            _reading.Increment(bytes);
        }
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        // While words are counted the bytes say more: their total is known.
        if (value is not { Stage: TrainingStage.MergingPieces, Total: { } total })
        {
            return;
        }

        _reading?.StopTask();
        _joining ??= _context?.AddTask("joining pieces", maxValue: total);
        if (_joining is not null)
        {
            _joining.Value = value.Done;
        }
    }
}
