using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Core.Tests.Pipelines;

/// <summary>Batches that a caller puts together of many inputs, some of which nobody waits for in the end.</summary>
public sealed class PipelineJobTests
{
    private static readonly string[] Texts = ["[MASK] 한다.", "이 [MASK]는 정말 꼭 봐야 하는 좋은 작품이라고 생각한다.", "아주 [MASK].", "배우들의 연기가 [MASK] 좋았다.", "[MASK]"];

    private static int Layers => EmbeddedModel.FillMask.Config.NumHiddenLayers;

    [Fact]
    public void Filled_masks_keep_their_bits_when_others_leave() =>
        Check(EmbeddedModel.FillMask.CreateFillMask(), Texts, found => found.SelectMany(mask => mask), askedLayers: Layers - 1);

    [Fact]
    public void Labels_keep_their_bits_when_others_leave() => Check(
        EmbeddedModel.Sentiment.CreateTextClassification(new TextClassificationOptions { TopK = null }),
        [.. Texts.Select(text => new TextPair(text, "그리고"))],
        found => found,
        askedLayers: Layers - 1);

    [Fact]
    public void Embeddings_keep_their_bits_when_others_leave() =>
        Check(EmbeddedModel.Sentences.CreateSentenceEmbedding(), Texts, found => found.Vector.ToArray(), askedLayers: Layers);

    [Fact]
    public void A_batch_that_nobody_waits_for_is_cancelled()
    {
        var job = EmbeddedModel.Sentences.CreateSentenceEmbedding().Begin("영화");
        Assert.ThrowsAny<OperationCanceledException>(() => PipelineJob.Compute([new(job, 0)], _ => true));
        Assert.ThrowsAny<OperationCanceledException>(() => PipelineJob.Compute([new(job, 0)], cancellationToken: new(canceled: true)));
    }

    [Fact]
    public void A_batch_is_of_one_pipeline()
    {
        var (one, other) = (EmbeddedModel.Sentences.CreateSentenceEmbedding(), EmbeddedModel.Sentences.CreateSentenceEmbedding());
        Assert.Throws<ArgumentException>(() => PipelineJob.Compute([]));
        Assert.Throws<ArgumentException>(() => PipelineJob.Compute([new(one.Begin("영화"), 0), new(other.Begin("영화"), 0)]));
    }

    [Fact]
    public void What_is_wrong_with_an_input_is_known_before_it_is_computed()
    {
        var pipeline = EmbeddedModel.Sentences.CreateSentenceEmbedding();
        Assert.Single(pipeline.Begin("영화").Sequences);
        Assert.Equal(InputFault.Empty, Assert.Throws<InputException>(() => pipeline.Begin(" ")).Fault);
        var whole = EmbeddedModel.Sentences.CreateSentenceEmbedding(new SentenceEmbeddingOptions { Truncate = false });
        Assert.Equal(InputFault.TooLong, Assert.Throws<InputException>(() => whole.Begin(string.Concat(Enumerable.Repeat("영화 ", 500)))).Fault);
    }

    [Fact]
    public void A_text_is_cut_at_the_side_that_was_asked_for()
    {
        var text = string.Concat(Enumerable.Repeat("가 ", 500)) + "마지막 영화";
        var left = EmbeddedModel.Sentences.CreateSentenceEmbedding(new SentenceEmbeddingOptions { TruncationSide = Side.Left }).Begin(text).Sequences[0];
        var right = EmbeddedModel.Sentences.CreateSentenceEmbedding().Begin(text).Sequences[0];
        Assert.Equal("영화", left.Tokens[^2]);
        Assert.Equal("가", right.Tokens[^2]);
        Assert.Equal(right.Count, left.Count);
    }

    // Each text in turn stays while the others leave one by one, a layer after the other.
    private static void Check<TInput, TOutput, TResult, TPart>(
        Pipeline<TInput, TOutput, TResult> pipeline, TInput[] inputs, Func<TResult, IEnumerable<TPart>> parts, int askedLayers)
        where TInput : notnull
    {
        for (var stays = 0; stays < inputs.Length; stays++)
        {
            var jobs = inputs.Select(pipeline.Begin).ToArray();
            var asked = new int[inputs.Length];
            PipelineJob.Compute(
                [.. jobs.Select(job => new PipelineSequence(job, 0))],
                text => asked[text]++ >= text && text != stays);
            Assert.Equal(parts(pipeline.Run(inputs[stays])), parts(jobs[stays].Result));
            Assert.Equal(inputs.Select((_, text) => text == stays ? askedLayers : Math.Min(text + 1, askedLayers)), asked);
        }
    }
}
