using System.Collections.Concurrent;
using Klue.Core.Tests.Tasks;
using Klue.Kernels;
using Klue.Pipelines;

namespace Klue.Core.Tests.Pipelines;

/// <summary>
/// A text's answer is the same to the last bit, whatever is computed beside it, in whichever order, on how many threads
/// and in which tier.
/// </summary>
public sealed class SameBitsTests
{
    private static readonly string[] Texts =
    [
        .. EmbeddedModel.Sentiment.ExpectedRows().Select(row => row.Text("text")),
        .. EmbeddedModel.Entities.ExpectedRows().Select(row => row.Text("text")),
        .. EmbeddedModel.Sentences.Expected().Texts("texts"),
        "아",
        string.Join(' ', Enumerable.Repeat("정말 재미있는 영화", 40)),
    ];

    [Fact]
    public void Filled_masks() => Check(
        options => EmbeddedModel.FillMask.CreateFillMask(new FillMaskOptions { Kernels = options, TokensPerBatch = 100 }),
        [.. Texts.Select((text, i) => $"{(i % 3 == 0 ? "[MASK] " : "")}{text} [MASK]")],
        found => found.SelectMany(mask => mask));

    [Fact]
    public void Labels() => Check(
        options => EmbeddedModel.Sentiment.CreateTextClassification(new TextClassificationOptions { Kernels = options, TopK = null, TokensPerBatch = 60 }),
        [.. Texts.Select((text, i) => new TextPair(text, i % 4 == 0 ? "그리고 다른 문장" : null))],
        found => found);

    [Fact]
    public void Entities() => Check(
        options => EmbeddedModel.Entities.CreateTokenClassification(new TokenClassificationOptions { Kernels = options, Aggregation = AggregationStrategy.Average, IgnoreLabels = [] }),
        Texts,
        found => found);

    [Fact]
    public void Embeddings() => Check(
        options => EmbeddedModel.Sentences.CreateSentenceEmbedding(new SentenceEmbeddingOptions { Kernels = options, TokensPerBatch = 70 }),
        Texts,
        found => found.Vector.ToArray());

    [Fact]
    public void Features() => Check(
        options => EmbeddedModel.FillMask.CreateFeatureExtraction(new FeatureExtractionOptions { Kernels = options, AllHiddenStates = true }),
        Texts,
        found => found.Values.ToArray());

    [Fact]
    public void Thirty_two_threads_that_share_a_model_get_the_bits_of_one()
    {
        var klue = EmbeddedModel.Sentences;
        var alone = Texts.Select(text => klue.Embed(text).Vector).ToArray();
        var errors = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, 32).Select(start => new Thread(() =>
        {
            if (Record.Exception(() => EmbedAll(start)) is { } error)
            {
                errors.Enqueue(error);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(errors);

        void EmbedAll(int start)
        {
            for (var i = 0; i < Texts.Length; i++)
            {
                var text = (start + i) % Texts.Length;
                Assert.Equal(alone[text].ToArray(), klue.Embed(Texts[text]).Vector.ToArray());
            }
        }
    }

    private static void Check<TInput, TOutput, TResult, TPart>(
        Func<KernelOptions, Pipeline<TInput, TOutput, TResult>> create, TInput[] inputs, Func<TResult, IEnumerable<TPart>> parts)
        where TInput : notnull
    {
        var expected = inputs.Select(input => parts(create(Options(KernelInfo.Best, 1)).Run(input)).ToArray()).ToArray();
        Assert.All(expected, Assert.NotEmpty);
        foreach (var tier in Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported))
        {
            // The scalar tier is slow, and its kernels are held against the others elsewhere.
            var order = Enumerable.Range(0, tier == SimdTier.Scalar ? 4 : inputs.Length).ToArray();
            foreach (var threads in (int[])[1, 2])
            {
                var pipeline = create(Options(tier, threads));
                Assert.Equal(order.Select(i => expected[i]), pipeline.Run(order.Select(i => inputs[i])).Select(result => parts(result).ToArray()));
                new Random(threads).Shuffle(order);
            }
        }
    }

    private static KernelOptions Options(SimdTier tier, int threads) => new() { Tier = tier, MaxDegreeOfParallelism = threads };
}
