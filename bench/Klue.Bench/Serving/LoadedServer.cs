using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Klue.Server;
using Microsoft.AspNetCore.Builder;

namespace Klue.Bench.Serving;

/// <summary>A server of this process on a free port of loopback, with a client that opens a connection for each request at a time.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<double> _rejects = new();

    private LoadedServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = Patience };
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "klue.server.reject.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _rejects.Enqueue(seconds * 1000));
        _listener.Start();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How long each rejected request took inside of the server, in milliseconds.</summary>
    public double[] RejectMilliseconds => [.. _rejects];

    /// <summary>Starts a server of one model.</summary>
    public static async Task<LoadedServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var app = KlueServer.Build(new ServerOptions { Models = [folder], Urls = ["http://127.0.0.1:0"] });
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new LoadedServer(app);
    }

    /// <summary>Sends one text to be embedded.</summary>
    public async Task<Reply> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var body = Body(text);
            using var response = await _client.PostAsync("/embed", body, cancellationToken).ConfigureAwait(false);
            return new Reply((int)response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new Reply(0, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    /// <summary>The bytes of the answer to a text that must be answered.</summary>
    public async Task<byte[]> AnswerAsync(string text, CancellationToken cancellationToken)
    {
        using var body = Body(text);
        using var response = await _client.PostAsync("/embed", body, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends requests all at once.</summary>
    public async Task<Replies> AtOnceAsync(int count, Func<int, string> text, CancellationToken cancellationToken) =>
        new Replies(await Task.WhenAll(Enumerable.Range(0, count).Select(i => EmbedAsync(text(i), cancellationToken))).ConfigureAwait(false));

    /// <summary>Sends requests at a steady rate, whether or not the ones before have been answered.</summary>
    public async Task<Replies> AtRateAsync(int perSecond, int count, Func<int, string> text, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = new Task<Reply>[count];
        for (var i = 0; i < count; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            }

            sent[i] = EmbedAsync(text(i), cancellationToken);
        }

        return new Replies(await Task.WhenAll(sent).ConfigureAwait(false));
    }

    /// <summary>Lets clients send one request after the other, until together they have sent all.</summary>
    public async Task<Replies> InTurnAsync(int clients, int count, Func<int, string> text, CancellationToken cancellationToken)
    {
        var replies = new Reply[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                replies[i] = await EmbedAsync(text(i), cancellationToken).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        return new Replies(replies);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static StringContent Body(string text) => new($$"""{"inputs":"{{text}}"}""", Encoding.UTF8, "application/json");
}
