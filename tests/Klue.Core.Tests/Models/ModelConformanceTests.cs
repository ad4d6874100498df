using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using Klue.Tests;

namespace Klue.Core.Tests.Models;

/// <summary>
/// Every output of every case of the golden models, in every form of their weights: no further from float64 than twice
/// PyTorch's float32, and the same bits however it is computed.
/// </summary>
public sealed class ModelConformanceTests
{
    private const double Allowance = 1e-6;

    [Fact]
    public void Models_of_the_repository_are_as_near_to_float64_as_PyTorch() => OutputsAreNear(TestData.Path("models"));

    [Fact, Trait(Conformance.Trait, Conformance.Category)]
    public void Golden_models_are_as_near_to_float64_as_PyTorch() => OutputsAreNear(Conformance.Path("models"));

    [Fact]
    public void Models_of_the_repository_give_the_same_bits_in_any_batch_on_any_threads_in_every_tier() => OutputsAreTheSame(TestData.Path("models"));

    [Fact, Trait(Conformance.Trait, Conformance.Category)]
    public void Golden_models_give_the_same_bits_in_any_batch_on_any_threads_in_every_tier() => OutputsAreTheSame(Conformance.Path("models"));

    private static void OutputsAreNear(string root)
    {
        var faults = new List<string>();
        var compared = 0;
        foreach (var form in GoldenModel.Folders(root).SelectMany(GoldenModel.Forms))
        {
            using var model = form.Load();
            using var expected = TensorSource.Open(form.Expected);
            foreach (var item in form.Cases)
            {
                foreach (var tier in Tiers())
                {
                    var outputs = ModelOutputs.Compute(model, item, Options(tier, 1), AllRows(item));
                    foreach (var (output, values) in GoldenModelForm.ReadExpected(expected, item))
                    {
                        var bound = (2 * item.Float32Errors[output]) + Allowance;
                        var distance = Distance(item, output, outputs[output], values);
                        compared++;
                        if (!(distance <= bound))
                        {
                            faults.Add($"{form.Weights}: {item.Name}/{output} on {tier}: {distance:g4} from float64, more than {bound:g4}");
                        }
                    }
                }
            }
        }

        Assert.True(compared > 0);
        Assert.True(faults.Count == 0, $"{faults.Count} of {compared} outputs fail:\n" + string.Join('\n', faults));
    }

    private static void OutputsAreTheSame(string root)
    {
        var faults = new List<string>();
        foreach (var form in GoldenModel.Folders(root).SelectMany(GoldenModel.Forms))
        {
            using var model = form.Load();
            foreach (var item in form.Cases)
            {
                var all = AllRows(item);
                var outputs = ModelOutputs.Compute(model, item, Options(SimdTier.Scalar, 1), all);
                Compare("2 threads", Options(SimdTier.Scalar, 2), all);
                foreach (var tier in Tiers())
                {
                    Compare($"{tier}", Options(tier, 1), all);
                    Compare($"{tier}, 2 threads", Options(tier, 2), all);
                    Compare($"{tier}, reversed", Options(tier, 2), [.. all.Reverse()]);
                    Compare($"{tier}, one at a time", Options(tier, 1), [.. all.Select(row => new[] { row })]);
                    Compare($"{tier}, with others around", Options(tier, 2), [.. all, .. all.Reverse(), .. all]);
                }

                void Compare(string how, ForwardOptions options, params int[][] batches)
                {
                    TierTrace.Clear();
                    var others = ModelOutputs.Compute(model, item, options, batches);
                    if (options.Kernels.MaxDegreeOfParallelism == 1)
                    {
                        Assert.Equal([options.Kernels.Tier], Enum.GetValues<SimdTier>().Where(TierTrace.Ran));
                    }

                    foreach (var (output, values) in outputs)
                    {
                        if (!SameBits(values, others[output]))
                        {
                            faults.Add($"{form.Weights}: {item.Name}/{output}: {how}");
                        }
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} outputs have other bits:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<SimdTier> Tiers() => Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported);

    private static ForwardOptions Options(SimdTier tier, int threads) =>
        new() { Kernels = new KernelOptions { Tier = tier, MaxDegreeOfParallelism = threads } };

    private static int[] AllRows(GoldenModelCase item) => [.. Enumerable.Range(0, item.InputIds.Length)];

    private static bool SameBits(float[] left, float[] right) =>
        MemoryMarshal.AsBytes<float>(left).SequenceEqual(MemoryMarshal.AsBytes<float>(right));

    // What stands at masked positions of an output that has all of them is not compared.
    private static double Distance(GoldenModelCase item, string output, float[] found, float[] expected)
    {
        Assert.Equal(expected.Length, found.Length);
        var shape = item.Shapes[output];
        var isPerToken = shape.Length == 3 || output is "start_logits" or "end_logits";
        var width = expected.Length / (shape[0] * (isPerToken ? shape[1] : 1));
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!isPerToken || item.Mask(i / width / item.Length, i / width % item.Length) == 1)
            {
                // A NaN is no distance, and beyond every bound.
                largest = Math.Max(largest, Math.Abs((double)found[i] - expected[i]));
            }
        }

        return largest;
    }
}
