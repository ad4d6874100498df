using System.Diagnostics;
using System.Runtime.InteropServices;
using Klue.Extensions.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Klue.Extensions.Tests.AI;

/// <summary>The generators of Microsoft.Extensions.AI around Klue's.</summary>
public sealed class MiddlewareTests
{
    private const string Text = "배우들의 연기가 좋았다.";

    [Fact]
    public async Task A_cache_answers_a_second_time_with_the_same_bits()
    {
        var inner = new CountingGenerator(new KlueEmbeddingGenerator(SmallModel.Sentences));
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using var generator = inner.AsBuilder().UseDistributedCache(cache).Build();

        var first = await generator.GenerateVectorAsync(Text);
        var second = await generator.GenerateAsync([Text, "다른 글."]);
        Assert.Equal([[Text], ["다른 글."]], inner.Asked);
        Assert.Equal(Bits(first), Bits(second[0].Vector));
        Assert.Equal("klue-mini-sentence", second[0].ModelId);
    }

    [Fact]
    public async Task Logging_tells_of_calls()
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(provider));
        using var generator = new KlueEmbeddingGenerator(SmallModel.Sentences).AsBuilder().UseLogging(factory).Build();
        await generator.GenerateAsync([Text]);

        var records = provider.Collector.GetSnapshot();
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.DoesNotContain("배우", record.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenTelemetry_sees_model_provider_and_tokens_and_Klues_own_activity_below()
    {
        const string Source = "telemetry-of-this-test";
        List<Activity> heard = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Source or "Klue",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (heard)
                {
                    heard.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var generator = new KlueEmbeddingGenerator(SmallModel.Sentences).AsBuilder().UseOpenTelemetry(sourceName: Source).Build();
        var generated = await generator.GenerateAsync([Text]);

        lock (heard)
        {
            var call = Assert.Single(heard, activity => activity.Source.Name == Source);
            Assert.Equal("embeddings", call.GetTagItem("gen_ai.operation.name"));
            Assert.Equal("klue", call.GetTagItem("gen_ai.provider.name"));
            Assert.Equal("klue-mini-sentence", call.GetTagItem("gen_ai.request.model"));
            Assert.Equal(generated.Usage!.InputTokenCount, Convert.ToInt64(call.GetTagItem("gen_ai.usage.input_tokens"), null));
            var pass = Assert.Single(heard, activity => activity.ParentId == call.Id);
            Assert.Equal("klue.forward", pass.OperationName);
        }
    }

    [Fact]
    public async Task A_generator_of_the_container_may_be_wrapped()
    {
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        services.AddKlue(options => options.Folder = SmallModel.SentencesFolder);
        services.AddEmbeddingGenerator(provider => provider.GetRequiredService<KlueEmbeddingGenerator>()).UseDistributedCache();
        await using var provider = services.BuildServiceProvider();

        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.IsType<DistributedCachingEmbeddingGenerator<string, Embedding<float>>>(generator);
        Assert.Same(provider.GetRequiredService<KlueEmbeddingGenerator>(), generator.GetService<KlueEmbeddingGenerator>());
        Assert.Equal(
            SmallModel.Sentences.Embed(Text).Vector.ToArray(),
            (await generator.GenerateVectorAsync(Text)).ToArray());
    }

    private static uint[] Bits(ReadOnlyMemory<float> vector) => MemoryMarshal.Cast<float, uint>(vector.Span).ToArray();
}
