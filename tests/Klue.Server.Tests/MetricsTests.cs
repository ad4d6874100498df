using System.Text.RegularExpressions;
using Klue.Server.Metrics;

namespace Klue.Server.Tests;

/// <summary>The numbers at <c>/metrics</c>, in Prometheus' text format.</summary>
public sealed partial class MetricsTests(SharedServer shared)
{
    [Fact]
    public async Task Metrics_tell_of_requests_batches_and_the_runtime()
    {
        string[] expected =
        [
            "klue_server_requests_total{route=\"/embed\",status=\"200\"}", "klue_server_request_duration_seconds_count", "klue_server_queue_duration_seconds_sum",
            "klue_server_batch_tokens_bucket{le=\"16\"}", "klue_server_batch_texts_count", "klue_server_batch_duration_seconds_bucket{le=\"+Inf\"}",
            "klue_server_requests_active 0", "klue_server_queue_requests 0", "dotnet_process_memory_working_set",
        ];
        await shared.Server.AnswerAsync("/embed", """{"inputs":["가","나"]}""");
        await TestServer.EventuallyAsync(async () =>
        {
            using var response = await shared.Server.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
            return expected.All(name => text.Contains($"\n{name}", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_kind_of_instrument_is_written()
    {
        using var meter = new ServerMeter();
        using var exporter = new PrometheusExporter(meter);
        meter.Watch("klue.server.level", "A level.", () => 7);
        meter.Answered("/a\"b", 200, TimeSpan.FromSeconds(0.003));
        meter.Answered("/a\"b", 200, TimeSpan.FromSeconds(2));
        var text = exporter.Export();
        Assert.Contains("# HELP klue_server_level A level.\n# TYPE klue_server_level gauge\nklue_server_level 7\n", text);
        Assert.Contains("klue_server_requests_total{route=\"/a\\\"b\",status=\"200\"} 2\n", text);
        Assert.Contains("klue_server_request_duration_seconds_bucket{le=\"0.0025\"} 0\n", text);
        Assert.Contains("klue_server_request_duration_seconds_bucket{le=\"0.005\"} 1\n", text);
        Assert.Contains("klue_server_request_duration_seconds_bucket{le=\"+Inf\"} 2\n", text);
        Assert.Contains("klue_server_request_duration_seconds_sum 2.003\n", text);
    }

    [Fact]
    public void Another_servers_numbers_are_not_ours()
    {
        using var ours = new ServerMeter();
        using var theirs = new ServerMeter();
        using var exporter = new PrometheusExporter(ours);
        theirs.Answered("/theirs", 200, TimeSpan.Zero);
        Assert.DoesNotContain("/theirs", exporter.Export());
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [-+0-9.Ee]+)$""")]
    private static partial Regex Line();
}
