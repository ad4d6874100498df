using Klue.Checkpoints;
using Klue.Core.Tests.Checkpoints;
using Klue.Kernels;
using Klue.Tasks;
using Klue.Tasks.Heads;

namespace Klue.Core.Tests.Tasks;

public sealed class HeadsTests
{
    private const int Input = 5;
    private const int Hidden = 3;
    private const float Tolerance = 1e-5f;

    private readonly Random _random = new(7);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_lstm_runs_each_sequence_as_if_alone(bool reverse)
    {
        var tensors = Recurrent("rnn", 4, Hidden, Input);
        using var lstm = Lstm.Load(new HeadTensors(tensors), "rnn");
        int[] lengths = [2, 4, 1, 4];
        int[] starts = [0, 2, 6, 7, 11];
        var (input, start) = (Values(starts[^1] * Input), Values(lengths.Length * Hidden));
        var (hidden, cell, output) = Run(starts, input, start);
        for (var sequence = 0; sequence < lengths.Length; sequence++)
        {
            var (first, length) = (starts[sequence], lengths[sequence]);
            var own = input[(first * Input)..((first + length) * Input)];
            var state = start[(sequence * Hidden)..((sequence + 1) * Hidden)];
            var alone = Run([0, length], own, state);
            Assert.Equal(alone.Output, output[(first * Hidden)..((first + length) * Hidden)]);
            Assert.Equal(alone.Hidden, hidden[(sequence * Hidden)..((sequence + 1) * Hidden)]);
            Assert.Equal(alone.Cell, cell[(sequence * Hidden)..((sequence + 1) * Hidden)]);
            AssertClose(PlainLstm(tensors, own, state, reverse), alone.Output);
        }

        (float[] Hidden, float[] Cell, float[] Output) Run(int[] at, float[] rows, float[] state)
        {
            float[] h = [.. state];
            float[] c = [.. state];
            var all = new float[at[^1] * Hidden];
            lstm.Run(View(rows, Input), at, reverse, View(h, Hidden), View(c, Hidden), View(all, Hidden), KernelOptions.Default);
            return (h, c, all);
        }
    }

    [Fact]
    public void A_gru_steps_every_row_by_itself()
    {
        const int Rows = 4;
        var tensors = Recurrent("gru", 3, Hidden, Input);
        using var gru = Gru.Load(new HeadTensors(tensors), "gru");
        var (input, before) = (Values(Rows * Input), Values(Rows * Hidden));
        float[] after = [.. before];
        gru.Step(View(input, Input), View(after, Hidden), KernelOptions.Default);
        var fromInput = Linear(tensors, "gru.weight_ih_l0", "gru.bias_ih_l0", input);
        var fromHidden = Linear(tensors, "gru.weight_hh_l0", "gru.bias_hh_l0", before);
        var expected = before.Select((h, index) =>
        {
            var gate = (index / Hidden * 3 * Hidden) + (index % Hidden);
            var reset = Sigmoid(fromInput[gate] + fromHidden[gate]);
            var update = Sigmoid(fromInput[gate + Hidden] + fromHidden[gate + Hidden]);
            var candidate = Math.Tanh(fromInput[gate + (2 * Hidden)] + (reset * fromHidden[gate + (2 * Hidden)]));
            return (float)(((1 - update) * candidate) + (update * h));
        });
        AssertClose([.. expected], after);
    }

    [Fact]
    public void Arcs_and_relations_are_scored_by_their_formulas()
    {
        const int Relations = 4;
        const int Words = 70;
        var tensors = new InMemoryTensors();
        var (arcs, types) = (Add(tensors, "attention.U", 1, Hidden, Hidden), Add(tensors, "bilinear.U", Relations, Hidden, Hidden));
        var (fromDependent, fromHead) = (Add(tensors, "attention.W_d", 1, Hidden), Add(tensors, "attention.W_e", 1, Hidden));
        var bias = Add(tensors, "attention.b", 1, 1, 1)[0];
        Add(tensors, "bilinear.W_l", Relations, Hidden);
        Add(tensors, "bilinear.W_r", Relations, Hidden);
        Add(tensors, "bilinear.bias", Relations);
        tensors.Add<float>("zero", Dtype.F32, [Relations], new float[Relations]);
        var (dependents, heads) = (Values(Words * Hidden), Values(Words * Hidden));
        using var arcScorer = ArcScorer.Load(new HeadTensors(tensors), Hidden);
        using var relationScorer = RelationScorer.Load(new HeadTensors(tensors), Relations, Hidden);
        var arcScores = arcScorer.Score(View(dependents, Hidden), View(heads, Hidden), KernelOptions.Default);
        var relationScores = relationScorer.Score(View(dependents, Hidden), View(heads, Hidden), KernelOptions.Default);
        var left = Linear(tensors, "bilinear.W_l", "bilinear.bias", dependents);
        var right = Linear(tensors, "bilinear.W_r", "zero", heads);
        for (var word = 0; word < Words; word++)
        {
            for (var head = 0; head < Words; head++)
            {
                var expected = Bilinear(arcs, 0, word, head) + Dot(fromDependent, dependents, word) + Dot(fromHead, heads, head) + bias;
                Assert.Equal(expected, arcScores.Row(word)[head], Tolerance);
            }

            for (var relation = 0; relation < Relations; relation++)
            {
                var place = (word * Relations) + relation;
                Assert.Equal(Bilinear(types, relation, word, word) + left[place] + right[place], relationScores.Row(word)[relation], Tolerance);
            }
        }

        float Bilinear(float[] weights, int block, int word, int head) => Enumerable.Range(0, Hidden * Hidden).Sum(cell =>
            weights[(block * Hidden * Hidden) + cell] * dependents[(word * Hidden) + (cell / Hidden)] * heads[(head * Hidden) + (cell % Hidden)]);

        static float Dot(float[] weights, float[] rows, int row) =>
            Enumerable.Range(0, Hidden).Sum(column => weights[column] * rows[(row * Hidden) + column]);
    }

    [Theory]
    [InlineData(new[] { -1f, 2f, 2f }, true, 1)]
    [InlineData(new[] { -3f, -1f, -2f }, false, 1)]
    [InlineData(new[] { -3f, -1f, -2f }, true, 3)]
    public void Padding_is_chosen_as_head_when_every_real_score_is_negative(float[] scores, bool isPadded, int expected) =>
        Assert.Equal(expected, HeadSelection.Select(scores, isPadded));

    [Fact]
    public void A_parser_gives_each_sentence_what_it_gives_it_alone()
    {
        using var parser = BiaffineParser.Load(ParserTensors());
        int[] starts = [0, 4, 6, 9];
        var words = Values(starts[^1] * parser.WordSize);
        int[] tags = [.. Enumerable.Range(0, starts[^1]).Select(row => starts.Contains(row) ? BiaffineParser.RootPartOfSpeech : row)];
        var together = parser.Parse(View(words, parser.WordSize), tags, starts, [], KernelOptions.Default);
        for (var sentence = 0; sentence < together.Length; sentence++)
        {
            var (start, end) = (starts[sentence], starts[sentence + 1]);
            var rows = words[(start * parser.WordSize)..(end * parser.WordSize)];
            var alone = parser.Parse(View(rows, parser.WordSize), tags.AsSpan(start..end), [0, end - start], [false], KernelOptions.Default)[0];
            Assert.Equal(alone.Heads, together[sentence].Heads);
            Assert.Equal(alone.Relations, together[sentence].Relations);
            Assert.Equal(alone.ArcScores, together[sentence].ArcScores);
            Assert.Equal(alone.RelationScores, together[sentence].RelationScores);
            Assert.All(alone.Heads, head => Assert.InRange(head, 0, end - start - 1));
        }
    }

    [Fact]
    public void A_head_that_is_not_this_one_is_refused_by_its_tensor()
    {
        Assert.Contains("pos_embedding.weight", Refused(new InMemoryTensors()).Message, StringComparison.Ordinal);
        var tensors = ParserTensors();
        Add(tensors, "decoder.weight_ih_l1", 4 * Hidden, Hidden);
        Assert.Contains("decoder.weight_ih_l1", Refused(tensors).Message, StringComparison.Ordinal);

        static CheckpointException Refused(InMemoryTensors tensors) => Assert.Throws<CheckpointException>(() => BiaffineParser.Load(tensors));
    }

    [Fact]
    public void Slots_in_parallel_do_not_see_each_other_and_in_turn_they_do()
    {
        const int Vocabulary = 11;
        const int Steps = 3;
        var tensors = Recurrent("gru", 3, Hidden, Hidden);
        Add(tensors, "embed.weight", Vocabulary, Hidden);
        Add(tensors, "w_gen.weight", 1, 3 * Hidden);
        Add(tensors, "w_gen.bias", 1);
        Add(tensors, "w_gate.weight", KlueLabels.Gates.Count, Hidden);
        Add(tensors, "w_gate.bias", KlueLabels.Gates.Count);
        int[] ids = [2, 4, 4, 3];
        var (states, pooled) = (Values(ids.Length * Hidden), Values(Hidden));
        int[][] slots = [[5, 6], [7, 8]];
        var parallel = Generate(slots, inParallel: true);
        var turn = Generate(slots, inParallel: false);
        var second = Generate(slots[1..], inParallel: true);
        const int Slot = Steps * Vocabulary;
        Assert.Equal(parallel[..Slot], turn[..Slot]);
        Assert.NotEqual(parallel[Slot..], turn[Slot..]);
        Assert.Equal(second, parallel[Slot..]);
        Assert.All(parallel.Chunk(Vocabulary), row => Assert.Equal(1, row.Sum(), Tolerance));

        float[] Generate(int[][] names, bool inParallel)
        {
            using var generator = SlotGenerator.Load(tensors, "", names, padId: 0, inParallel);
            var probabilities = new float[names.Length * Slot];
            var generated = generator.Generate(View(states, Hidden), ids, pooled, Steps, KernelOptions.Default, probabilities);
            Assert.Equal(probabilities.Chunk(Vocabulary).Select(row => Array.IndexOf(row, row.Max())), generated.Tokens.SelectMany(token => token));
            return probabilities;
        }
    }

    private static float[] PlainLstm(InMemoryTensors tensors, float[] input, float[] start, bool reverse)
    {
        var steps = input.Length / Input;
        double[] hidden = [.. start];
        double[] cell = [.. start];
        var output = new float[steps * Hidden];
        foreach (var step in reverse ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
        {
            var fromInput = Linear(tensors, "rnn.weight_ih_l0", "rnn.bias_ih_l0", input[(step * Input)..((step + 1) * Input)]);
            var fromHidden = Linear(tensors, "rnn.weight_hh_l0", "rnn.bias_hh_l0", [.. hidden.Select(h => (float)h)]);
            for (var unit = 0; unit < Hidden; unit++)
            {
                double Gate(int block) => fromInput[(block * Hidden) + unit] + fromHidden[(block * Hidden) + unit];
                cell[unit] = (Sigmoid(Gate(1)) * cell[unit]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
                hidden[unit] = Sigmoid(Gate(3)) * Math.Tanh(cell[unit]);
                output[(step * Hidden) + unit] = (float)hidden[unit];
            }
        }

        return output;
    }

    private InMemoryTensors ParserTensors()
    {
        var tensors = Recurrent("encoder", 4, Hidden, Input);
        Recurrent("encoder", 4, Hidden, Input, "_reverse", tensors);
        Recurrent("decoder", 4, Hidden, Hidden, "", tensors);
        Add(tensors, "pos_embedding.weight", BiaffineParser.RootPartOfSpeech + 1, 1);
        foreach (var (name, columns) in new[]
            {
                ("src_dense", 2 * Hidden), ("hx_dense", 2 * Hidden), ("arc_c", 2 * Hidden), ("type_c", 2 * Hidden), ("arc_h", Hidden), ("type_h", Hidden),
            })
        {
            Add(tensors, name + ".weight", Hidden, columns);
            Add(tensors, name + ".bias", Hidden);
        }

        var relations = KlueLabels.DependencyRelations.Count;
        Add(tensors, "attention.U", 1, Hidden, Hidden);
        Add(tensors, "attention.W_d", 1, Hidden);
        Add(tensors, "attention.W_e", 1, Hidden);
        Add(tensors, "attention.b", 1, 1, 1);
        Add(tensors, "bilinear.U", relations, Hidden, Hidden);
        Add(tensors, "bilinear.W_l", relations, Hidden);
        Add(tensors, "bilinear.W_r", relations, Hidden);
        Add(tensors, "bilinear.bias", relations);
        return tensors;
    }

    private InMemoryTensors Recurrent(string name, int gates, int hidden, int input, string suffix = "", InMemoryTensors? tensors = null)
    {
        tensors ??= new InMemoryTensors();
        Add(tensors, $"{name}.weight_ih_l0{suffix}", gates * hidden, input);
        Add(tensors, $"{name}.weight_hh_l0{suffix}", gates * hidden, hidden);
        Add(tensors, $"{name}.bias_ih_l0{suffix}", gates * hidden);
        Add(tensors, $"{name}.bias_hh_l0{suffix}", gates * hidden);
        return tensors;
    }

    private float[] Add(InMemoryTensors tensors, string name, params long[] shape)
    {
        var values = Values((int)shape.Aggregate(1L, (product, size) => product * size));
        tensors.Add<float>(name, Dtype.F32, shape, values);
        return values;
    }

    private float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * _random.NextDouble()) - 1))];

    private static float[] Linear(InMemoryTensors tensors, string weight, string bias, float[] rows)
    {
        var reader = new HeadTensors(tensors);
        var (outputs, inputs) = reader.Matrix(weight);
        var (w, b) = (reader.Read(weight, outputs, inputs), reader.Read(bias, outputs));
        return [.. rows.Chunk(inputs).SelectMany(row => b.Select((offset, output) =>
            (float)(offset + row.Select((value, input) => (double)value * w[(output * inputs) + input]).Sum())))];
    }

    private static MatrixView View(float[] values, int columns) => new(values, values.Length / columns, columns);

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual, (left, right) => (left, right)), pair => Assert.Equal(pair.left, pair.right, Tolerance));
}
