using Klue.Core.Tests.Pipelines;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Core.Tests.Models;

/// <summary>Alone, since what other tests allocate would be counted too.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private static readonly KlueModel Klue = EmbeddedModel.FillMask;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_forward_pass_into_the_callers_memory_takes_none_after_warm_up(int threads)
    {
        var batch = new TokenBatch(Klue.Config);
        string[] texts = ["이 영화는 정말 [MASK].", "배우들의 연기가 좋았다.", "처음부터 끝까지 정말 재미있게 봤습니다."];
        foreach (var text in texts)
        {
            batch.Add(Klue.Tokenizer.Encode(text).Ids.AsSpan());
        }

        var options = new ForwardOptions { Kernels = new KernelOptions { MaxDegreeOfParallelism = threads } };
        var hidden = new float[batch.RowCount * Klue.Config.HiddenSize];
        var states = new float[(Klue.Config.NumHiddenLayers + 1) * hidden.Length];
        var logits = new float[2 * Klue.Config.VocabSize];
        int[] rows = [1, 5];
        AssertAllocatesNothing(() => Klue.Model.Forward(batch, hidden, options));
        AssertAllocatesNothing(() => Klue.Model.Forward(batch, rows, hidden, options));
        AssertAllocatesNothing(() => Klue.Model.ForwardHiddenStates(batch, states, options));
        AssertAllocatesNothing(() => Klue.Model.MaskedLanguageModelLogits(batch, rows, logits, options));
        AssertAllocatesNothing(() => Refill(batch));

        static void Refill(TokenBatch batch)
        {
            batch.Clear();
            batch.Add([2, 5, 6, 7, 3]);
            batch.Add([2, 5, 3], attentionMask: [1, 1, 0]);
        }
    }

    private static void AssertAllocatesNothing(Action call)
    {
        // The runtime's own threads allocate now and then: the least of some rounds is what the call takes.
        var least = long.MaxValue;
        for (var round = 0; round < 10 && least != 0; round++)
        {
            call();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            call();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }
}
