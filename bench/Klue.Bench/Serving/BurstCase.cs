using System.Diagnostics;

namespace Klue.Bench.Serving;

/// <summary>5,000 requests at once, three times, and a small one before and after.</summary>
/// <param name="model">The model's folder.</param>
/// <param name="requests">How many at once.</param>
internal sealed class BurstCase(string model, int requests = 5000) : IServerCase
{
    private const int Bursts = 3;
    private const double Megabyte = 1 << 20;
    private const string Small = "이 영화는 꼭 봐야 한다.";

    public string Name => "burst";

    public async Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken)
    {
        var server = await LoadedServer.StartAsync(model, cancellationToken).ConfigureAwait(false);
        await using var running = server.ConfigureAwait(false);
        var first = await server.AnswerAsync(Small, cancellationToken).ConfigureAwait(false);
        var bursts = new List<Replies>();
        var memory = new List<double>();
        for (var burst = 0; burst < Bursts; burst++)
        {
            bursts.Add(await server.AtOnceAsync(requests, TextOf, cancellationToken).ConfigureAwait(false));
            GC.Collect();
            memory.Add(Process.GetCurrentProcess().WorkingSet64 / Megabyte);
        }

        var last = await server.AnswerAsync(Small, cancellationToken).ConfigureAwait(false);
        var rejects = server.RejectMilliseconds;
        return
        [
            new(Name, "requests", bursts.Sum(replies => replies.Count)),
            new(Name, "answered", bursts.Sum(replies => replies.Answered)),
            new(Name, "rejected", bursts.Sum(replies => replies.Rejected)),
            new(Name, "failed", bursts.Sum(replies => replies.Failed)),
            new(Name, "reject_p99_ms_in_server", rejects.Length == 0 ? 0 : Replies.Percentile(rejects, 0.99)),
            new(Name, "memory_mb_after_first", memory[0]),
            new(Name, "memory_mb_after_last", memory[^1]),
            new(Name, "same_bits_after", first.AsSpan().SequenceEqual(last) ? 1 : 0),
        ];
    }

    private static string TextOf(int request) => $"{request}번째 손님이 말했다. 음식이 아주 맛있고 직원도 친절했어요.";
}
