using Klue.Bench.Serving;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>
/// The loads of <c>klue-bench server</c>, in short: what they find of behaviour, not of speed, but for the one bound that a rejection has.
/// </summary>
public sealed class LoadTests
{
    private static readonly string Mini = RepositoryFolder.Find("models", "klue-mini");

    [Fact]
    public async Task A_steady_load_is_answered()
    {
        var figures = await RunAsync(new SteadyCase(Mini, LongRun.Enabled ? 30 : 0.3));
        Assert.Equal((0, figures["requests"]), (figures["failed"], figures["answered"]));
    }

    [Fact]
    public async Task A_burst_is_answered_or_turned_away_and_leaves_no_trace()
    {
        // Below the 512 that are let in nothing would be turned away.
        var figures = await RunAsync(new BurstCase(Mini, LongRun.Enabled ? 5000 : 700));
        Assert.Equal(0, figures["failed"]);
        Assert.Equal(figures["requests"], figures["answered"] + figures["rejected"]);
        Assert.Equal(1, figures["same_bits_after"]);
        Assert.True(figures["answered"] >= 512);
        if (LongRun.Enabled)
        {
            Assert.InRange(figures["reject_p99_ms_in_server"], 0, 50);
            Assert.InRange(figures["memory_mb_after_last"] - figures["memory_mb_after_first"], -1000, 50);
        }
    }

    [Fact]
    public async Task Slow_sockets_stop_nobody()
    {
        var figures = await RunAsync(new SlowSocketsCase(Mini, (int)LongRun.Count(1000), LongRun.Enabled ? 10 : 0.3));
        Assert.Equal(0, figures["failed"]);
    }

    [Fact]
    public async Task Clients_that_never_pause_are_answered() =>
        Assert.Equal(0, (await RunAsync(new SaturationCase(Mini, rounds: 1, passes: 2)))["failed"]);

    [Fact]
    public async Task A_single_client_is_answered() =>
        Assert.Equal(0, (await RunAsync(new SingleClientCase(Mini, requests: 5)))["failed"]);

    private static async Task<Dictionary<string, double>> RunAsync(IServerCase load) =>
        (await load.RunAsync(TestContext.Current.CancellationToken)).ToDictionary(figure => figure.Measure, figure => figure.Value);
}
