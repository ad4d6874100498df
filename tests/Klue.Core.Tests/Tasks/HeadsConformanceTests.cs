using System.Text.Json;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Core.Tests.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using Klue.Tasks.Heads;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class HeadsConformanceTests
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public void Every_head_equals_the_original_on_every_golden_case() =>
        GoldenCases.CheckAll(GoldenCases.Load("heads.json"), (group, item) =>
        {
            switch (group)
            {
                case "dp":
                    CheckParser(item);
                    break;
                case "dst":
                    CheckGenerator(item);
                    break;
                case "bert":
                    CheckBert(item);
                    break;
                default:
                    Assert.Fail($"no head is known for the group {group}");
                    break;
            }
        });

    private static void CheckParser(JsonElement item)
    {
        using var parser = BiaffineParser.Load(Weights(item));
        var (words, tags, starts) = (new List<float>(), new List<int>(), new List<int> { 0 });
        var sentences = item.GetProperty("hidden_states").GetArrayLength();
        for (var sentence = 0; sentence < sentences; sentence++)
        {
            var states = item.GetProperty("hidden_states")[sentence];
            int[] heads = [0, .. Ones(item.GetProperty("bpe_head_mask")[sentence])];
            int[] tails = [0, .. Ones(item.GetProperty("bpe_tail_mask")[sentence])];
            words.AddRange(heads.Zip(tails).SelectMany(word => states[word.First].Floats().Concat(states[word.Second].Floats())));
            tags.AddRange(item.GetProperty("pos_ids")[sentence].Integers().Take(heads.Length));
            starts.Add(tags.Count);
        }

        // The official code parses them as one batch, padding included.
        var view = new MatrixView(words.ToArray(), tags.Count, parser.WordSize);
        int[] lengths = [.. starts.Zip(starts.Skip(1), (start, end) => end - start)];
        bool[] isPadded = [.. lengths.Select(length => length < lengths.Max())];
        var parsed = parser.Parse(view, [.. tags], [.. starts], isPadded, KernelOptions.Default);
        for (var sentence = 0; sentence < sentences; sentence++)
        {
            var count = parsed[sentence].Heads.Length;
            var arcs = item.GetProperty("expected_arc")[sentence].EnumerateArray().Take(count).SelectMany(row => row.Floats().Take(count + 1));
            var types = item.GetProperty("expected_type")[sentence].EnumerateArray().Take(count).SelectMany(row => row.Floats());
            AssertClose(arcs, parsed[sentence].ArcScores);
            AssertClose(types, parsed[sentence].RelationScores);
            Assert.Equal(item.GetProperty("expected_heads")[sentence].Integers().Take(count), parsed[sentence].Heads);
            Assert.Equal(item.GetProperty("expected_types")[sentence].Integers().Take(count), parsed[sentence].Relations);
        }
    }

    private static void CheckGenerator(JsonElement item)
    {
        const int Pad = 0;
        int[][] slots = [.. item.GetProperty("slot_token_ids").EnumerateArray().Select(ids => ids.Integers())];
        using var generator = SlotGenerator.Load(Weights(item), "", slots, Pad, item.GetProperty("parallel_decoding").GetBoolean());
        var steps = item.Integer("max_len");
        for (var turn = 0; turn < item.GetProperty("input_ids").GetArrayLength(); turn++)
        {
            int[] ids = [.. item.GetProperty("input_ids")[turn].Integers().TakeWhile(id => id != Pad)];
            var states = item.GetProperty("encoder_output")[turn];
            var expected = item.GetProperty("expected_token_probs")[turn].Floats();
            var probabilities = new float[expected.Length];
            var generated = generator.Generate(
                new MatrixView(states.Floats(), ids.Length, states[0].GetArrayLength()),
                ids,
                item.GetProperty("pooler_output")[turn].Floats(),
                steps,
                KernelOptions.Default,
                probabilities);
            AssertClose(expected, probabilities);
            AssertClose(item.GetProperty("expected_gate_logits")[turn].Floats(), generated.GateLogits);
            Assert.Equal(item.GetProperty("expected_gate_ids")[turn].Integers(), generated.Gates);
            Assert.Equal(item.GetProperty("expected_token_ids")[turn].EnumerateArray().Select(row => row.Integers()), generated.Tokens);
        }
    }

    private static void CheckBert(JsonElement item)
    {
        using var model = BertModel.Load(new Checkpoint(Weights(item), Config(item)));
        var batch = new TokenBatch(model.Config);
        var (size, states) = (model.Config.HiddenSize, model.Config.NumHiddenLayers + 1);
        for (var text = 0; text < item.GetProperty("input_ids").GetArrayLength(); text++)
        {
            batch.Add(Row("input_ids"), Row("token_type_ids"), Row("attention_mask"));

            int[] Row(string name) => item.GetProperty(name)[text].Integers();
        }

        var hidden = new float[states * batch.RowCount * size];
        var pooled = new float[batch.TextCount * size];
        var logits = new float[batch.RowCount * model.Config.VocabSize];
        var next = new float[batch.TextCount * 2];
        model.ForwardHiddenStates(batch, hidden);
        model.Pool(batch, pooled);
        model.MaskedLanguageModelLogits(batch, [.. Enumerable.Range(0, batch.RowCount)], logits);
        model.NextSentenceLogits(batch, next);
        AssertClose(item.GetProperty("expected_hidden_states").EnumerateArray().SelectMany(Unmasked), hidden);
        AssertClose(item.Floats("expected_pooler"), pooled);
        AssertClose(Unmasked(item.GetProperty("expected_mlm_logits")), logits);
        AssertClose(item.Floats("expected_nsp_logits"), next);

        IEnumerable<float> Unmasked(JsonElement texts) => texts.EnumerateArray().SelectMany((rows, text) =>
            Ones(item.GetProperty("attention_mask")[text]).SelectMany(column => rows[column].Floats()));
    }

    private static BertConfig Config(JsonElement item)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", item.GetProperty("config").GetRawText());
        return BertConfig.Load(folder.FullName);
    }

    private static InMemoryTensors Weights(JsonElement item)
    {
        var tensors = new InMemoryTensors();
        foreach (var weight in item.GetProperty("weights").EnumerateObject())
        {
            var shape = new List<long>();
            for (var level = weight.Value; level.ValueKind == JsonValueKind.Array; level = level[0])
            {
                shape.Add(level.GetArrayLength());
            }

            tensors.Add<float>(weight.Name, Dtype.F32, [.. shape], weight.Value.Floats());
        }

        return tensors;
    }

    private static IEnumerable<int> Ones(JsonElement mask) =>
        mask.Integers().Index().Where(entry => entry.Item == 1).Select(entry => entry.Index);

    private static void AssertClose(IEnumerable<float> expected, float[] actual)
    {
        var values = expected.ToArray();
        Assert.Equal(values.Length, actual.Length);
        Assert.All(values.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }
}
