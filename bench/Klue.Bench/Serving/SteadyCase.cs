namespace Klue.Bench.Serving;

/// <summary>50 requests a second.</summary>
/// <param name="model">The model's folder.</param>
/// <param name="seconds">For how long.</param>
internal sealed class SteadyCase(string model, double seconds = 30) : IServerCase
{
    private const int PerSecond = 50;
    private const int WarmUp = 20;

    public string Name => "steady";

    public async Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken)
    {
        var server = await LoadedServer.StartAsync(model, cancellationToken).ConfigureAwait(false);
        await using var running = server.ConfigureAwait(false);
        await server.InTurnAsync(2, WarmUp, TextOf, cancellationToken).ConfigureAwait(false);
        var replies = await server.AtRateAsync(PerSecond, (int)Math.Ceiling(PerSecond * seconds), TextOf, cancellationToken).ConfigureAwait(false);
        return
        [
            new(Name, "requests", replies.Count),
            new(Name, "answered", replies.Answered),
            new(Name, "failed", replies.Failed + replies.Rejected),
            new(Name, "p50_ms", replies.Percentile(0.5)),
            new(Name, "p99_ms", replies.Percentile(0.99)),
        ];
    }

    private static string TextOf(int request) => $"{request}번째 손님이 말했다. 음식이 아주 맛있고 직원도 친절했어요.";
}
