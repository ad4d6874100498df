using System.Diagnostics;

namespace Klue.Bench.Serving;

/// <summary>One client that sends one text after the other, and in turn with it the same texts through the pipeline alone.</summary>
/// <param name="model">The model's folder.</param>
/// <param name="requests">How many requests.</param>
internal sealed class SingleClientCase(string model, int requests = 100) : IServerCase
{
    private const int Tokens = 32;
    private const int WarmUp = 10;

    public string Name => "single_client";

    public async Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken)
    {
        using var klue = KlueModel.Load(model);
        var texts = ServedTexts.OfLengths(klue.Tokenizer, Enumerable.Repeat(Tokens, requests));
        var server = await LoadedServer.StartAsync(model, cancellationToken).ConfigureAwait(false);
        await using var running = server.ConfigureAwait(false);
        var (own, through, failed) = (new List<double>(), new List<double>(), 0);
        for (var request = -WarmUp; request < requests; request++)
        {
            var text = texts[Math.Max(0, request)];
            var start = Stopwatch.GetTimestamp();
            klue.Embed(text);
            var alone = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var reply = await server.EmbedAsync(text, cancellationToken).ConfigureAwait(false);
            failed += reply.Status == 200 ? 0 : 1;
            if (request >= 0)
            {
                own.Add(alone);
                through.Add(reply.Milliseconds);
            }
        }

        var (ownMedian, throughMedian) = (Replies.Percentile([.. own], 0.5), Replies.Percentile([.. through], 0.5));
        return
        [
            new(Name, "requests", requests),
            new(Name, "failed", failed),
            new(Name, "engine_p50_ms", ownMedian),
            new(Name, "server_p50_ms", throughMedian),
            new(Name, "difference_ms", throughMedian - ownMedian),
        ];
    }
}
