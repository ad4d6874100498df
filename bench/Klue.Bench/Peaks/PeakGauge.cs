using System.Diagnostics;

namespace Klue.Bench.Peaks;

/// <summary>
/// Measures peaks, over and over in the course of a run, since processors change their clock. A reading is the best of
/// several slices: whatever disturbs one can only make it slower.
/// </summary>
internal sealed class PeakGauge : IDisposable
{
    private const int SlicesPerReading = 6;

    private readonly Dictionary<(PeakKind Kind, int Threads), IPeakWork[]> _works = [];
    private readonly Dictionary<(PeakKind Kind, int Threads), PeakHistory> _histories = [];

    /// <summary>What was read so far of a peak on so many threads, by whomever.</summary>
    public PeakHistory History(PeakKind kind, int threads)
    {
        if (!_histories.TryGetValue((kind, threads), out var history))
        {
            history = new PeakHistory();
            _histories.Add((kind, threads), history);
        }

        return history;
    }

    /// <summary>Takes a reading, in operations or bytes a second, on so many threads at once.</summary>
    public double Read(PeakKind kind, int threads)
    {
        if (!_works.TryGetValue((kind, threads), out var works))
        {
            works = [.. Enumerable.Range(0, threads).Select(_ => Peak.Of(kind).CreateWork(threads))];
            _works.Add((kind, threads), works);
        }

        var reading = new Reading(works);
        var others = works[1..].Select(work => new Thread(() => reading.RunSlices(work)) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        reading.RunSlices(works[0]);
        others.ForEach(thread => thread.Join());
        History(kind, threads).Add(Stopwatch.GetTimestamp(), reading.Best);
        return reading.Best;
    }

    public void Dispose()
    {
        foreach (var work in _works.Values.SelectMany(works => works))
        {
            work.Dispose();
        }

        _works.Clear();
    }

    /// <summary>The threads of one reading, which begin every slice together.</summary>
    private sealed class Reading(IPeakWork[] works)
    {
        private readonly long[] _begins = Enumerable.Repeat(long.MaxValue, SlicesPerReading).ToArray();
        private readonly long[] _ends = new long[SlicesPerReading];
        private int _arrivals;

        /// <summary>All threads' work over the time from the first begin of a slice to its last end.</summary>
        public double Best => Enumerable.Range(0, SlicesPerReading)
            .Max(slice => works.Sum(work => work.AmountPerSlice) / Stopwatch.GetElapsedTime(_begins[slice], _ends[slice]).TotalSeconds);

        public void RunSlices(IPeakWork work)
        {
            for (var slice = 0; slice < SlicesPerReading; slice++)
            {
                AwaitOthers(slice);
                Lower(ref _begins[slice], Stopwatch.GetTimestamp());
                work.RunSlice();
                Raise(ref _ends[slice], Stopwatch.GetTimestamp());
            }
        }

        // No blocking: waking up takes about as long as a slice may be off.
        private void AwaitOthers(int slice)
        {
            Interlocked.Increment(ref _arrivals);
            for (var spin = new SpinWait(); Volatile.Read(ref _arrivals) < (slice + 1) * works.Length;)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }

        private static void Lower(ref long place, long value)
        {
            for (var seen = Volatile.Read(ref place); value < seen;)
            {
                seen = Interlocked.CompareExchange(ref place, value, seen);
            }
        }

        private static void Raise(ref long place, long value)
        {
            for (var seen = Volatile.Read(ref place); value > seen;)
            {
                seen = Interlocked.CompareExchange(ref place, value, seen);
            }
        }
    }
}
