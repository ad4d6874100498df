using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>
/// WoS: the state generator of TRADE (Wu et al. 2019, arXiv 1905.08743) as KLUE-baseline has it. For each slot a GRU begins with the slot's
/// embedding; each step mixes a distribution over the vocabulary with one over the tokens of the dialogue, and the first step also decides
/// the slot's gate.
/// </summary>
internal sealed class SlotGenerator : IDisposable
{
    private readonly float[] _embeddings;
    private readonly PackedMatrix _vocabulary;
    private readonly Gru _gru;
    private readonly PackedMatrix _generationGate;
    private readonly PackedMatrix _slotGate;
    private readonly DenseMatrix _slots;
    private readonly bool _parallel;

    private SlotGenerator(HeadTensors tensors, IReadOnlyList<IReadOnlyList<int>> slotTokens, int padId, bool parallel)
    {
        var (tokens, size) = tensors.Matrix("embed.weight");
        _parallel = parallel;
        _embeddings = tensors.Read("embed.weight", tokens, size);
        _vocabulary = HeadTensors.Pack(_embeddings, bias: [], tokens, size);
        _gru = Gru.Load(tensors, "gru");
        _generationGate = tensors.Linear("w_gen", 1, 3 * size);
        _slotGate = tensors.Linear("w_gate", KlueLabels.Gates.Count, size);
        _slots = SlotEmbeddings(slotTokens, padId);
    }

    /// <summary>The number of tokens that values are made of.</summary>
    public int VocabularySize => _vocabulary.Rows;

    /// <summary>The width of the encoder's hidden states.</summary>
    public int HiddenSize => _vocabulary.Columns;

    /// <summary>Loads the decoder of KLUE-baseline's <c>trade-*.bin</c>.</summary>
    /// <param name="source">The tensors.</param>
    /// <param name="prefix">What precedes their names: <c>decoder.</c>.</param>
    /// <param name="slotTokens">For each slot the token ids of its name, hyphens read as spaces.</param>
    /// <param name="padId">The id of [PAD], whose embedding counts once for each token by which a slot's name is shorter than the longest.</param>
    /// <param name="parallel">Whether every slot begins at the pooled output, as in the published runs, or where the one before it ended.</param>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen.</exception>
    public static SlotGenerator Load(
        ITensorSource source, string prefix, IReadOnlyList<IReadOnlyList<int>> slotTokens, int padId, bool parallel = true) =>
        new(new HeadTensors(source, prefix), slotTokens, padId, parallel);

    /// <summary>Generates the values of all slots for one turn.</summary>
    /// <param name="encoded">The encoder's last hidden states, without padding, [S, hidden].</param>
    /// <param name="inputIds">The token ids of the dialogue, [S].</param>
    /// <param name="pooled">The pooled output, [hidden].</param>
    /// <param name="steps">The number of tokens to generate for each slot.</param>
    /// <param name="options">How to run.</param>
    /// <param name="probabilities">Takes the probabilities of all tokens, [slots, steps, vocabulary], unless empty.</param>
    public GeneratedSlots Generate(
        MatrixView encoded,
        ReadOnlySpan<int> inputIds,
        ReadOnlySpan<float> pooled,
        int steps,
        KernelOptions options,
        Span<float> probabilities = default)
    {
        using var dialogue = new AttendedDialogue(encoded, inputIds);
        var gateLogits = new DenseMatrix(_slots.Rows, _slotGate.Rows);
        var tokens = new int[_slots.Rows][];
        var hidden = new DenseMatrix(_parallel ? _slots.Rows : 1, _slots.Columns);
        for (var row = 0; row < hidden.Rows; row++)
        {
            pooled.CopyTo(hidden.Row(row));
        }

        // In turn, each slot goes on with the GRU's state of the one before; in parallel there is but one block.
        var stepSize = steps * _vocabulary.Rows;
        for (var first = 0; first < tokens.Length; first += hidden.Rows)
        {
            var block = tokens.AsSpan(first, hidden.Rows);
            foreach (ref var slot in block)
            {
                slot = new int[steps];
            }

            Generate(
                dialogue,
                _slots.View.SliceRows(first, hidden.Rows),
                hidden,
                block,
                gateLogits.View.SliceRows(first, hidden.Rows),
                options,
                probabilities.IsEmpty ? default : probabilities.Slice(first * stepSize, hidden.Rows * stepSize));
        }

        var gates = new int[tokens.Length];
        for (var slot = 0; slot < gates.Length; slot++)
        {
            gates[slot] = Reduction.ArgMax(gateLogits.Row(slot));
        }

        return new GeneratedSlots(tokens, gates, gateLogits.Elements.ToArray());
    }

    public void Dispose()
    {
        _vocabulary.Dispose();
        _gru.Dispose();
        _generationGate.Dispose();
        _slotGate.Dispose();
    }

    /// <summary>Generates for slots side by side; <paramref name="hidden"/> goes on from what it holds.</summary>
    private void Generate(
        AttendedDialogue dialogue,
        MatrixView slots,
        DenseMatrix hidden,
        Span<int[]> tokens,
        MatrixView gateLogits,
        KernelOptions options,
        Span<float> probabilities)
    {
        var input = new DenseMatrix(slots.Rows, slots.Columns);
        for (var slot = 0; slot < slots.Rows; slot++)
        {
            slots.Row(slot).CopyTo(input.Row(slot));
        }

        var steps = tokens[0].Length;
        for (var step = 0; step < steps; step++)
        {
            _gru.Step(input, hidden, options);
            var (weights, context) = dialogue.Attend(hidden, options);
            if (step == 0)
            {
                Gemm.Multiply(context, _slotGate, gateLogits, Activation.None, options);
            }

            var distribution = Mix(dialogue.Tokens, weights, Gate(input, hidden, context, options), hidden, options);
            for (var slot = 0; slot < tokens.Length; slot++)
            {
                var row = distribution.Row(slot);
                tokens[slot][step] = Reduction.ArgMax(row);
                Embedding(tokens[slot][step]).CopyTo(input.Row(slot));
                if (!probabilities.IsEmpty)
                {
                    row.CopyTo(probabilities[(((slot * steps) + step) * row.Length)..]);
                }
            }
        }
    }

    /// <summary>How far each slot generates rather than copies: sigmoid of a layer over input, state and context, [B, 1].</summary>
    private DenseMatrix Gate(DenseMatrix input, DenseMatrix hidden, DenseMatrix context, KernelOptions options)
    {
        var size = input.Columns;
        var joined = new DenseMatrix(input.Rows, 3 * size);
        for (var row = 0; row < joined.Rows; row++)
        {
            input.Row(row).CopyTo(joined.Row(row));
            hidden.Row(row).CopyTo(joined.Row(row)[size..]);
            context.Row(row).CopyTo(joined.Row(row)[(2 * size)..]);
        }

        var gate = new DenseMatrix(joined.Rows, 1);
        Gemm.Multiply(joined, _generationGate, gate, Activation.Sigmoid, options);
        return gate;
    }

    /// <summary>g softmax(h E^T) + (1 - g) attention, the attention of equal tokens summed, [B, vocabulary].</summary>
    private DenseMatrix Mix(ReadOnlySpan<int> tokens, DenseMatrix weights, DenseMatrix gate, DenseMatrix hidden, KernelOptions options)
    {
        var distribution = new DenseMatrix(hidden.Rows, _vocabulary.Rows);
        Gemm.Multiply(hidden, _vocabulary, distribution, Activation.None, options);
        Softmax.Apply(distribution, options);
        for (var slot = 0; slot < distribution.Rows; slot++)
        {
            var row = distribution.Row(slot);
            var attention = weights.Row(slot);
            var generated = gate.Row(slot)[0];
            foreach (ref var probability in row)
            {
                probability *= generated;
            }

            for (var place = 0; place < tokens.Length; place++)
            {
                row[tokens[place]] += (1 - generated) * attention[place];
            }
        }

        return distribution;
    }

    private DenseMatrix SlotEmbeddings(IReadOnlyList<IReadOnlyList<int>> slotTokens, int padId)
    {
        var longest = slotTokens.Max(tokens => tokens.Count);
        var slots = new DenseMatrix(slotTokens.Count, _vocabulary.Columns);
        for (var slot = 0; slot < slots.Rows; slot++)
        {
            var row = slots.Row(slot);
            foreach (var token in slotTokens[slot].Concat(Enumerable.Repeat(padId, longest - slotTokens[slot].Count)))
            {
                var embedding = Embedding(token);
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += embedding[i];
                }
            }
        }

        return slots;
    }

    private ReadOnlySpan<float> Embedding(int token) => _embeddings.AsSpan(token * _vocabulary.Columns, _vocabulary.Columns);
}
