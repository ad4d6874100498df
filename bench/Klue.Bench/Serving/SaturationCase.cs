using System.Diagnostics;
using Klue.Bench.Workloads;
using Klue.Models;

namespace Klue.Bench.Serving;

/// <summary>
/// 32 clients that always have a request out, texts of mixed lengths, and in turn with them the same texts as one batch of the model
/// itself, ids to the last hidden state.
/// </summary>
/// <param name="model">The model's folder.</param>
/// <param name="rounds">How often both have their turn.</param>
/// <param name="passes">How often each text is sent in a turn.</param>
internal sealed class SaturationCase(string model, int rounds = 3, int passes = 5) : IServerCase
{
    private const int Clients = 32;

    public string Name => "saturation";

    public async Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken)
    {
        using var klue = KlueModel.Load(model);
        var texts = ServedTexts.OfLengths(klue.Tokenizer, BatchShape.Parse("mixed").Lengths);
        var batch = new TokenBatch(klue.Config);
        Array.ForEach(texts, text => batch.Add(klue.Tokenizer.Encode(text).Ids.AsSpan()));
        var hidden = new float[batch.RowCount * klue.Config.HiddenSize];

        var server = await LoadedServer.StartAsync(model, cancellationToken).ConfigureAwait(false);
        await using var running = server.ConfigureAwait(false);
        klue.Model.Forward(batch, hidden);
        await ServeAsync(1).ConfigureAwait(false);
        var (engine, served, failed) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            klue.Model.Forward(batch, hidden);
            klue.Model.Forward(batch, hidden);
            engine.Add(2 * batch.RowCount / Stopwatch.GetElapsedTime(start).TotalSeconds);

            start = Stopwatch.GetTimestamp();
            var replies = await ServeAsync(passes).ConfigureAwait(false);
            served.Add(passes * batch.RowCount / Stopwatch.GetElapsedTime(start).TotalSeconds);
            failed += replies.Count - replies.Answered;
        }

        var (own, through) = (Replies.Percentile([.. engine], 0.5), Replies.Percentile([.. served], 0.5));
        return
        [
            new(Name, "clients", Clients),
            new(Name, "failed", failed),
            new(Name, "engine_tokens_per_s", own),
            new(Name, "server_tokens_per_s", through),
            new(Name, "ratio", through / own),
        ];

        Task<Replies> ServeAsync(int times) => server.InTurnAsync(Clients, texts.Length * times, request => texts[request % texts.Length], cancellationToken);
    }
}
