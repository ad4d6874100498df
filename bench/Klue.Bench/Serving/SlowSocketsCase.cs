using System.Net.Sockets;

namespace Klue.Bench.Serving;

/// <summary>1,000 connections that send a byte now and then, beside which a client asks as ever.</summary>
/// <param name="model">The model's folder.</param>
/// <param name="sockets">How many connections.</param>
/// <param name="seconds">For how long.</param>
internal sealed class SlowSocketsCase(string model, int sockets = 1000, double seconds = 10) : IServerCase
{
    private const int PerSecond = 20;
    private const int WarmUp = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => "slow_sockets";

    public async Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken)
    {
        var server = await LoadedServer.StartAsync(model, cancellationToken).ConfigureAwait(false);
        await using var running = server.ConfigureAwait(false);
        await server.InTurnAsync(2, WarmUp, TextOf, cancellationToken).ConfigureAwait(false);
        var requests = (int)Math.Ceiling(PerSecond * seconds);
        var alone = await server.AtRateAsync(PerSecond, requests, TextOf, cancellationToken).ConfigureAwait(false);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connected = new Task[sockets];
        var dripping = Enumerable.Range(0, sockets).Select(socket =>
        {
            var ready = new TaskCompletionSource();
            connected[socket] = ready.Task;
            return DripAsync(server.Address, socket % 2 == 0 ? "POST /emb" : "POST /embed HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", ready, stop.Token);
        }).ToArray();
        await Task.WhenAll(connected).ConfigureAwait(false);
        var beside = await server.AtRateAsync(PerSecond, requests, TextOf, cancellationToken).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(dripping).ConfigureAwait(false);
        return
        [
            new(Name, "sockets", sockets),
            new(Name, "requests", alone.Count + beside.Count),
            new(Name, "failed", alone.Failed + alone.Rejected + beside.Failed + beside.Rejected),
            new(Name, "p99_ms_alone", alone.Percentile(0.99)),
            new(Name, "p99_ms_beside", beside.Percentile(0.99)),
        ];
    }

    private static string TextOf(int request) => $"{request}번째 손님이 말했다.";

    private static async Task DripAsync(Uri address, string beginning, TaskCompletionSource ready, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
            var stream = client.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(beginning), cancellationToken).ConfigureAwait(false);
            ready.TrySetResult();
            while (true)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync("a"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The server closes slow connections in the end.
        }
        finally
        {
            ready.TrySetResult();
        }
    }
}
