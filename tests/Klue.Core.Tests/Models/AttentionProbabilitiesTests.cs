using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using Klue.Tests;

namespace Klue.Core.Tests.Models;

/// <summary>The attention probabilities against softmax(Q K^T / sqrt(d)) in float64, from the checkpoint's own tensors and the layer's input.</summary>
public sealed class AttentionProbabilitiesTests
{
    [Fact]
    public void Probabilities_of_the_repositorys_models_are_those_of_the_formula() => AreThoseOfTheFormula(TestData.Path("models"));

    [Fact, Trait(Conformance.Trait, Conformance.Category)]
    public void Probabilities_of_the_golden_models_are_those_of_the_formula() => AreThoseOfTheFormula(Conformance.Path("models"));

    [Fact]
    public void Bits_are_the_same_alone_in_a_batch_on_threads_and_in_every_tier()
    {
        using var model = BertModel.Load(TestData.Path("models", "h-mlm-untied"));
        var (first, second) = ((int[])[2, 5, 6, 3], (int[])[2, 7, 8, 9, 10, 11, 3]);
        var layer = model.Config.NumHiddenLayers - 1;
        var alone = (float[])[.. Compute(model, Batch(model, first), layer, 0, null), .. Compute(model, Batch(model, second), layer, 0, null)];
        foreach (var tier in Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported))
        {
            TierTrace.Clear();
            var options = new ForwardOptions { Kernels = new KernelOptions { Tier = tier, MaxDegreeOfParallelism = 1 } };
            var together = Compute(model, Batch(model, first, second), layer, 0, options);
            Assert.Equal([tier], Enum.GetValues<SimdTier>().Where(TierTrace.Ran));
            Assert.True(MemoryMarshal.AsBytes<float>(alone).SequenceEqual(MemoryMarshal.AsBytes<float>(together)), $"{tier} has other bits.");
        }
    }

    [Fact]
    public void What_the_model_has_not_is_refused()
    {
        using var model = BertModel.Load(TestData.Path("models", "h-mlm-untied"));
        var batch = Batch(model, [2, 5, 3]);
        var room = new float[9];
        foreach (var (layer, head) in ((int, int)[])[(-1, 0), (model.Config.NumHiddenLayers, 0), (0, -1), (0, model.Config.NumAttentionHeads)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => model.AttentionProbabilities(batch, layer, head, room));
        }

        Assert.Throws<ArgumentException>(() => model.AttentionProbabilities(batch, 0, 0, room.AsSpan(1)));
        Assert.Throws<ArgumentNullException>(() => model.AttentionProbabilities(null!, 0, 0, room));
        Assert.Throws<InputException>(() => model.AttentionProbabilities(new TokenBatch(model.Config), 0, 0, room));
        Assert.Throws<OperationCanceledException>(() => model.AttentionProbabilities(batch, 0, 0, room, new ForwardOptions { CancellationToken = new(canceled: true) }));
    }

    private static void AreThoseOfTheFormula(string root)
    {
        foreach (var form in GoldenModel.Folders(root).Select(folder => GoldenModel.Forms(folder).First()))
        {
            using var model = form.Load();
            using var tensors = TensorSource.Open(form.Weights);
            foreach (var item in form.Cases)
            {
                var batch = new TokenBatch(model.Config);
                for (var row = 0; row < item.InputIds.Length; row++)
                {
                    batch.Add(item.InputIds[row], item.TokenTypeIds?[row], item.AttentionMask?[row]);
                }

                var states = new float[(model.Config.NumHiddenLayers + 1) * batch.RowCount * model.Config.HiddenSize];
                model.ForwardHiddenStates(batch, states);
                for (var layer = 0; layer < model.Config.NumHiddenLayers; layer++)
                {
                    var input = states.AsSpan(layer * batch.RowCount * model.Config.HiddenSize, batch.RowCount * model.Config.HiddenSize);
                    var queries = Project(tensors, "query", layer, input, model.Config.HiddenSize);
                    var keys = Project(tensors, "key", layer, input, model.Config.HiddenSize);
                    for (var head = 0; head < model.Config.NumAttentionHeads; head++)
                    {
                        var expected = Specification(batch, queries, keys, head, model.Config.HiddenSize / model.Config.NumAttentionHeads);
                        var found = Compute(model, batch, layer, head, null);
                        Assert.Equal(expected.Length, found.Length);
                        for (var i = 0; i < found.Length; i++)
                        {
                            Assert.True(Math.Abs(expected[i] - found[i]) < 2e-5, $"{form.Weights}: {item.Name}, layer {layer}, head {head}, element {i}: {found[i]}, expected {expected[i]}");
                        }
                    }
                }
            }
        }
    }

    // For every text its rows by its keys, one text after another.
    private static double[] Specification(TokenBatch batch, double[][] queries, double[][] keys, int head, int size)
    {
        var probabilities = new List<double>();
        for (var text = 0; text < batch.TextCount; text++)
        {
            var textKeys = keys[batch.KeyStarts[text]..(batch.KeyStarts[text] + batch.KeyCounts[text])];
            foreach (var query in queries[batch.RowStarts[text]..batch.RowStarts[text + 1]])
            {
                double[] scores = [.. textKeys.Select(key => Enumerable.Range(head * size, size).Sum(i => query[i] * key[i]) / Math.Sqrt(size))];
                double[] weights = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
                probabilities.AddRange(weights.Select(weight => weight / weights.Sum()));
            }
        }

        return [.. probabilities];
    }

    // Every row times the transposed weight, plus the bias.
    private static double[][] Project(ITensorSource tensors, string part, int layer, ReadOnlySpan<float> rows, int size)
    {
        var weight = Read(tensors, $"encoder.layer.{layer}.attention.self.{part}.weight");
        var bias = Read(tensors, $"encoder.layer.{layer}.attention.self.{part}.bias");
        var projected = new double[rows.Length / size][];
        for (var row = 0; row < projected.Length; row++)
        {
            projected[row] = new double[size];
            for (var i = 0; i < size; i++)
            {
                projected[row][i] = bias[i];
                for (var k = 0; k < size; k++)
                {
                    projected[row][i] += (double)rows[(row * size) + k] * weight[(i * size) + k];
                }
            }
        }

        return projected;
    }

    private static float[] Read(ITensorSource tensors, string name)
    {
        var tensor = tensors.Tensors.Single(tensor => tensor.Name.EndsWith(name, StringComparison.Ordinal));
        var values = new float[tensor.ElementCount];
        tensors.ReadSingle(tensor.Name, 0, values);
        return values;
    }

    private static float[] Compute(BertModel model, TokenBatch batch, int layer, int head, ForwardOptions? options)
    {
        var size = Enumerable.Range(0, batch.TextCount).Sum(text => (batch.RowStarts[text + 1] - batch.RowStarts[text]) * batch.KeyCounts[text]);
        var probabilities = new float[size];
        model.AttentionProbabilities(batch, layer, head, probabilities, options);
        return probabilities;
    }

    private static TokenBatch Batch(BertModel model, params int[][] texts)
    {
        var batch = new TokenBatch(model.Config);
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        return batch;
    }
}
