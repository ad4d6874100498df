using System.Diagnostics;
using Klue.Diagnostics;
using Klue.Extensions.AI;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Klue.Extensions.Tests.AI;

/// <summary>The generator beside the pipeline that it is made of, and what it refuses.</summary>
public sealed class KlueEmbeddingGeneratorTests : IDisposable
{
    private static readonly string[] Texts = ["방이 넓어요.", "숙소가 지하철역에서 가까워서 좋았어요.", "내일 서울에 비가 올까?"];

    private readonly KlueEmbeddingGenerator _generator = new(SmallModel.Sentences);

    [Fact]
    public async Task Vectors_are_the_pipelines_bit_for_bit()
    {
        var generated = await _generator.GenerateAsync(Texts);
        var expected = SmallModel.Sentences.Embed(Texts);
        Assert.Equal(expected.Select(embedding => embedding.Vector.ToArray()), generated.Select(embedding => embedding.Vector.ToArray()));
        Assert.All(generated, embedding => Assert.Equal("klue-mini-sentence", embedding.ModelId));
        Assert.All(generated, embedding => Assert.NotNull(embedding.CreatedAt));
        Assert.All(generated, embedding => Assert.Null(embedding.AdditionalProperties));
        Assert.Equal(expected.Sum(embedding => embedding.TokenCount), generated.Usage!.InputTokenCount);
        Assert.Equal(generated.Usage.InputTokenCount, generated.Usage.TotalTokenCount);
        Assert.Null(generated.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Nothing_gives_nothing()
    {
        var generated = await _generator.GenerateAsync([]);
        Assert.Empty(generated);
        Assert.Equal(0, generated.Usage!.InputTokenCount);
    }

    [Fact]
    public void It_tells_what_it_is()
    {
        var metadata = _generator.GetRequiredService<EmbeddingGeneratorMetadata>();
        Assert.Equal("klue", metadata.ProviderName);
        Assert.Equal("klue-mini-sentence", metadata.DefaultModelId);
        Assert.Equal(192, metadata.DefaultModelDimensions);
        Assert.Null(metadata.ProviderUri);
        Assert.Same(SmallModel.Sentences, _generator.GetService<KlueModel>());
        Assert.Same(SmallModel.Sentences.Tokenizer, _generator.GetService<BertTokenizer>());
        Assert.NotNull(_generator.GetService<SentenceEmbeddingPipeline>());
        Assert.Same(_generator, _generator.GetService<IEmbeddingGenerator<string, Embedding<float>>>());
        Assert.Null(_generator.GetService<KlueModel>("key"));
        Assert.Null(_generator.GetService<string>());
    }

    [Fact]
    public async Task The_models_own_dimensions_and_name_may_be_asked_for()
    {
        var options = new EmbeddingGenerationOptions { Dimensions = 192, ModelId = "klue-mini-sentence" };
        Assert.Equal(192, (await _generator.GenerateVectorAsync(Texts[0], options)).Length);
    }

    [Fact]
    public async Task Other_dimensions_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<InputException>(() => Generate(new() { Dimensions = 64 }, Texts));
        Assert.Equal("Dimensions is 64; the vectors of klue-mini-sentence have 192 and are never cut.", refusal.Message);
    }

    [Fact]
    public async Task Another_model_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<InputException>(() => Generate(new() { ModelId = "text-embedding-3-small" }, Texts));
        Assert.Equal("ModelId is text-embedding-3-small; this generator runs klue-mini-sentence alone.", refusal.Message);
    }

    [Fact]
    public async Task An_empty_text_is_refused_with_its_place()
    {
        var refusal = await Assert.ThrowsAsync<InputException>(() => Generate(null, Texts[0], " "));
        Assert.Equal("Input 1: The text is empty: it has no tokens.", refusal.Message);
    }

    [Fact]
    public async Task A_missing_text_is_refused_with_its_place() =>
        Assert.StartsWith("Text 1 is null.", (await Assert.ThrowsAsync<ArgumentException>(() => Generate(null, Texts[0], null!))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_was_cut_is_marked_and_logged_without_its_words()
    {
        var logger = new FakeLogger<KlueEmbeddingGenerator>();
        using var generator = new KlueEmbeddingGenerator(SmallModel.Sentences, logger: logger);
        var longText = string.Join(' ', Enumerable.Repeat("영화가 정말 재미있었다.", 200));
        var generated = await generator.GenerateAsync([Texts[0], longText]);

        Assert.Null(generated[0].AdditionalProperties);
        Assert.Equal(true, generated[1].AdditionalProperties![KlueEmbeddingGenerator.IsTruncatedKey]);
        var records = logger.Collector.GetSnapshot();
        Assert.Equal([LogLevel.Debug, LogLevel.Warning], records.Select(record => record.Level));
        Assert.Equal("klue-mini-sentence takes no more tokens: the end of 1 of 2 texts was left out.", records[1].Message);
        Assert.All(records, record => Assert.DoesNotContain("영화", record.Message + string.Join(' ', record.StructuredState!), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_does_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => _generator.GenerateAsync(Texts, cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_call_that_is_cancelled_on_its_way_ends_between_two_layers()
    {
        using var interruption = new CancellationTokenSource();
        using var caller = new Activity("caller").Start();
        List<Activity> passes = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == KlueDiagnostics.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = pass =>
            {
                if (pass.ParentId == caller.Id)
                {
                    passes.Add(pass);
                    interruption.Cancel();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _generator.GenerateAsync(Texts, cancellationToken: interruption.Token));
        Assert.Equal("cancelled", Assert.Single(passes).GetTagItem(KlueDiagnostics.ErrorTypeTag));
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_same_bits()
    {
        var alone = SmallModel.Sentences.Embed(Texts).Select(embedding => embedding.Vector.ToArray()).ToList();
        var calls = Enumerable.Range(0, 32).Select(async call =>
        {
            var place = call % Texts.Length;
            var generated = await _generator.GenerateAsync([Texts[place], .. Texts]);
            Assert.Equal(alone[place], generated[0].Vector.ToArray());
            Assert.Equal(alone, generated.Skip(1).Select(embedding => embedding.Vector.ToArray()));
        });
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Disposing_twice_is_once_and_spares_the_model()
    {
        var generator = new KlueEmbeddingGenerator(SmallModel.Sentences);
        generator.Dispose();
        generator.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(Texts));
        Assert.Equal(192, SmallModel.Sentences.Embed(Texts[0]).Vector.Length);
    }

    public void Dispose() => _generator.Dispose();

    private Task<GeneratedEmbeddings<Embedding<float>>> Generate(EmbeddingGenerationOptions? options, params string[] texts) =>
        _generator.GenerateAsync(texts, options);
}
