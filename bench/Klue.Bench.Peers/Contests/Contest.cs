using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>
/// Times the same work done by several engines, who take turns, and pairs each run with the run of Klue's turn in the same
/// round: what drifts or disturbs in the course of a contest meets both of a pair.
/// </summary>
internal sealed class Contest(ContestSettings settings)
{
    // The worker threads of the engine before spin for a while, in the hope of more work.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    /// <summary>Holds a contest; the first contestant is Klue.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two turns.</exception>
    public IReadOnlyList<Standing> Run(IReadOnlyList<Contestant> contestants)
    {
        var plan = settings.Plan;
        var timers = contestants.Select(contestant => new CaseTimer(contestant.Case, settings.Gauge)).ToList();
        var ratios = contestants.Select(_ => new List<double>()).ToList();
        settings.Progress.Begin(contestants[0].Case.Suite, timers.Count * (plan.Rounds + 1));
        foreach (var timer in timers)
        {
            Begin();
            timer.WarmUp();
        }

        for (var round = 0; round < plan.Rounds; round++)
        {
            IReadOnlyList<double> klue = [];
            for (var place = 0; place < timers.Count; place++)
            {
                Begin();
                var seconds = timers[place].TakeTurn(plan.TimePerCase / plan.Rounds);
                klue = place == 0 ? seconds : klue;
                ratios[place].AddRange(seconds.Zip(klue, (peer, own) => peer / own));
            }
        }

        return [.. contestants.Select((contestant, place) => new Standing(
            timers[place].Finish(), place == 0 ? null : Sample.Of(ratios[place]), contestant.Remarks))];

        void Begin()
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            settings.Progress.Advance();
            Thread.Sleep(Rest);
        }
    }
}
