using Spectre.Console;

namespace Klue.Cli.Output;

/// <summary>A bar in items on standard error, where a person looks at it; nothing elsewhere.</summary>
internal static class ItemProgress
{
    /// <summary>Does some work, which says after each item how many are done.</summary>
    public static T Show<T>(CommandHost host, string title, int count, Func<Action<int>?, T> work)
    {
        if (!host.IsErrorTerminal)
        {
            return work(null);
        }

        return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes })
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: count);
                return work(done => bar.Value = done);
            });
    }
}
