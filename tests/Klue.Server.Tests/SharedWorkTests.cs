using Klue.Pipelines;
using Klue.Server.Batching;
using Klue.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Klue.Server.Tests;

/// <summary>Requests that are computed together, and requests that are given up.</summary>
public sealed class SharedWorkTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task A_texts_embedding_is_the_same_alone_and_under_load()
    {
        string[] texts = [.. Enumerable.Range(0, 24).Select(i => string.Join(' ', Enumerable.Repeat($"{i}번째 손님이 말했다.", 1 + (i % 7))))];
        var alone = new List<string>();
        foreach (var text in texts)
        {
            alone.Add((await _server.AnswerAsync("/embed", $$"""{"inputs":"{{text}}"}""")).GetRawText());
        }

        var under = await Task.WhenAll(Enumerable.Range(0, 10 * texts.Length).Select(async i =>
        {
            var other = texts[(i * 7) % texts.Length];
            var answer = await _server.AnswerAsync(i % 3 == 0 ? "/predict" : "/embed", i % 3 == 0 ? $$"""{"inputs":"{{other}}"}""" : $$"""{"inputs":["{{other}}","{{texts[i % texts.Length]}}"]}""");
            return i % 3 == 0 ? null : $"[{answer[1].GetRawText()}]";
        }));
        Assert.All(under.Index().Where(answer => answer.Item is not null), answer => Assert.Equal(alone[answer.Index % texts.Length], answer.Item));
    }

    [Fact]
    public async Task A_client_that_leaves_costs_nothing_more_and_others_are_answered()
    {
        // More than is computed while one small request is answered, however slow the machine.
        const int requests = 200;
        const int texts = 32;
        await using var server = await TestServer.StartAsync();
        var text = string.Concat(Enumerable.Repeat("정말 재미있는 영화 ", 25));
        var many = $"{{\"inputs\":[{string.Join(',', Enumerable.Repeat($"\"{text}\"", texts))}]}}";
        using var leave = new CancellationTokenSource();
        var leaving = Enumerable.Range(0, requests).Select(_ => server.Client.PostAsync("/embed", new StringContent(many, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), leave.Token)).ToArray();
        var staying = server.AnswerAsync("/embed", """{"inputs":"가"}""");
        await staying;
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(leaving));

        await server.AnswerAsync("/embed", """{"inputs":"나"}""");
        await TestServer.EventuallyAsync(async () => (await MetricAsync(server, "klue_server_requests_active")) == 0);
        Assert.Equal(0, await MetricAsync(server, "klue_server_queue_requests"));
        Assert.True(await MetricAsync(server, "klue_server_batch_texts_sum") < requests * texts, "Texts that nobody waited for were computed.");
    }

    [Fact]
    public async Task Giving_up_ends_the_waiting_at_once_and_the_batch_with_it()
    {
        using var klue = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini"));
        var engine = _server.Services.GetRequiredService<BatchEngine>();
        var pipeline = klue.CreateFeatureExtraction();
        using var leave = new CancellationTokenSource();
        PipelineJob[] jobs = [.. Enumerable.Repeat(pipeline.Begin(string.Concat(Enumerable.Repeat("영화 ", 200))), 64)];
        var computing = engine.ComputeAsync(jobs, leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => computing);
        var job = pipeline.Begin("가");
        await engine.ComputeAsync([job], TestContext.Current.CancellationToken);
        Assert.Equal(klue.Features("가").Values.ToArray(), job.Result.Values.ToArray());
    }

    private static async Task<double> MetricAsync(TestServer server, string name)
    {
        var text = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return double.Parse(text.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
