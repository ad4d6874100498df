using Klue.Bench.Peaks;

namespace Klue.Bench.Timing;

/// <summary>Times cases in turn, round after round, so that none of them has the machine's good moments for itself.</summary>
internal sealed class CaseRunner(PeakGauge gauge, TimingPlan plan, IBenchProgress progress)
{
    /// <summary>Measures every case.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two turns.</exception>
    public IReadOnlyList<Measurement> Run(IReadOnlyList<BenchCase> cases, CancellationToken cancellationToken)
    {
        var timers = cases.Select(benchCase => new CaseTimer(benchCase, gauge)).ToList();
        progress.Begin(cases[0].Suite, timers.Count * (plan.Rounds + 1));
        ForEach(timer => timer.WarmUp());
        for (var round = 0; round < plan.Rounds; round++)
        {
            ForEach(timer => timer.TakeTurn(plan.TimePerCase / plan.Rounds));
        }

        return [.. timers.Select(timer => timer.Finish())];

        void ForEach(Action<CaseTimer> step)
        {
            foreach (var timer in timers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                step(timer);
                progress.Advance();
            }
        }
    }
}
