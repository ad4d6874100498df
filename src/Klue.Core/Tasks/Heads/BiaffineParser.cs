using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>
/// DP: the head of KLUE-baseline, a biaffine parser (Dozat and Manning 2017, arXiv 1611.01734) behind a BiLSTM encoder and an LSTM decoder
/// (after Ma et al. 2018, arXiv 1805.01087). Arcs are scored one by one, and nothing makes them a tree.
/// </summary>
internal sealed class BiaffineParser : IDisposable
{
    private readonly float[] _partsOfSpeech;
    private readonly Lstm _forward;
    private readonly Lstm _backward;
    private readonly Lstm _decoder;
    private readonly PackedMatrix _decoderInput;
    private readonly PackedMatrix _decoderStart;
    private readonly PackedMatrix _arcHead;
    private readonly PackedMatrix _arcDependent;
    private readonly PackedMatrix _relationHead;
    private readonly PackedMatrix _relationDependent;
    private readonly ArcScorer _arcs;
    private readonly RelationScorer _relations;

    private BiaffineParser(HeadTensors tensors)
    {
        var (tags, tagSize) = tensors.Matrix("pos_embedding.weight");
        if (tags != RootPartOfSpeech + 1)
        {
            throw tensors.Misfit("pos_embedding.weight", $"{RootPartOfSpeech + 1} rows", $"{tags}");
        }

        _partsOfSpeech = tensors.Read("pos_embedding.weight", tags, tagSize);
        _forward = Lstm.Load(tensors, "encoder");
        _backward = Lstm.Load(tensors, "encoder", "_reverse");
        _decoder = Lstm.Load(tensors, "decoder");
        WordSize = _forward.InputSize - tagSize;
        var (encoded, decoded) = (2 * _forward.HiddenSize, _decoder.HiddenSize);
        var (arcSize, relationSize) = (tensors.Matrix("arc_c.weight").Rows, tensors.Matrix("type_c.weight").Rows);
        _decoderInput = tensors.Linear("src_dense", _decoder.InputSize, encoded);
        _decoderStart = tensors.Linear("hx_dense", decoded, encoded);
        _arcHead = tensors.Linear("arc_c", arcSize, encoded);
        _arcDependent = tensors.Linear("arc_h", arcSize, decoded);
        _relationHead = tensors.Linear("type_c", relationSize, encoded);
        _relationDependent = tensors.Linear("type_h", relationSize, decoded);
        _arcs = ArcScorer.Load(tensors, arcSize);
        _relations = RelationScorer.Load(tensors, KlueLabels.DependencyRelations.Count, relationSize);
    }

    /// <summary>The part-of-speech id of the root, behind those of <see cref="KlueLabels.PartsOfSpeech"/>.</summary>
    public static int RootPartOfSpeech => KlueLabels.PartsOfSpeech.Count;

    /// <summary>The size of a row of input: the hidden states of a word's first and last piece, one behind the other.</summary>
    public int WordSize { get; }

    /// <summary>The head's sizes under the names of <c>klue_head</c>.</summary>
    public IEnumerable<(string Name, int Size)> Sizes =>
    [
        ("hidden_size", _decoder.HiddenSize), ("arc_space", _arcHead.Rows), ("type_space", _relationHead.Rows),
        ("pos_dim", _forward.InputSize - WordSize), ("encoder_layers", 1), ("decoder_layers", 1),
    ];

    /// <summary>Loads the head under the names of KLUE-baseline's <c>dp-model.bin</c>.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen, or the sizes are not those of this head.</exception>
    public static BiaffineParser Load(ITensorSource source) => new(new HeadTensors(source));

    /// <summary>Parses sentences that lie one after another, each a row for the root and then one for each word.</summary>
    /// <param name="words">The root's row is the hidden state of [CLS] twice, [T, <see cref="WordSize"/>].</param>
    /// <param name="partsOfSpeech">For each row the id of the last part-of-speech tag, <see cref="RootPartOfSpeech"/> for the root, [T].</param>
    /// <param name="starts">The first row of each sentence, and T at the end, [B+1].</param>
    /// <param name="isPadded">
    /// For each sentence whether padding follows it in its batch of the official evaluation and counts, see <see cref="HeadSelection"/>, [B];
    /// empty where none does.
    /// </param>
    /// <param name="options">How to run.</param>
    public ParsedSentence[] Parse(
        MatrixView words,
        ReadOnlySpan<int> partsOfSpeech,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<bool> isPadded,
        KernelOptions options)
    {
        var encoded = Encode(words, partsOfSpeech, starts, options, out var cells);
        var decoded = Decode(encoded, starts, cells, options);
        var (arcHeads, arcDependents) = (
            ExponentialLinear.Forward(encoded, _arcHead, options),
            ExponentialLinear.Forward(decoded, _arcDependent, options));
        var (relationHeads, chosenHeads) = (
            ExponentialLinear.Forward(encoded, _relationHead, options),
            new DenseMatrix(decoded.Rows, _relationHead.Rows));
        var heads = new int[decoded.Rows];
        var arcs = new float[starts.Length - 1][];
        for (var sentence = 0; sentence < arcs.Length; sentence++)
        {
            var (start, rows) = (starts[sentence], starts[sentence + 1] - starts[sentence]);
            var scores = _arcs.Score(
                arcDependents.View.SliceRows(start - sentence, rows - 1), arcHeads.View.SliceRows(start, rows), options);
            for (var word = 0; word < rows - 1; word++)
            {
                var place = start - sentence + word;
                heads[place] = HeadSelection.Select(scores.Row(word), !isPadded.IsEmpty && isPadded[sentence]);
                relationHeads.Row(heads[place] < rows ? start + heads[place] : words.Rows).CopyTo(chosenHeads.Row(place));
            }

            arcs[sentence] = scores.Elements.ToArray();
        }

        var relations = _relations.Score(ExponentialLinear.Forward(decoded, _relationDependent, options), chosenHeads, options);
        return Split(starts, heads, arcs, relations);
    }

    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _decoder.Dispose();
        _decoderInput.Dispose();
        _decoderStart.Dispose();
        _arcHead.Dispose();
        _arcDependent.Dispose();
        _relationHead.Dispose();
        _relationDependent.Dispose();
        _arcs.Dispose();
        _relations.Dispose();
    }

    /// <summary>
    /// The states of both directions side by side, [T + 1, 2 hidden], and their last cells. The row of zeros at the end is what the official
    /// code has for padding.
    /// </summary>
    private DenseMatrix Encode(
        MatrixView words, ReadOnlySpan<int> partsOfSpeech, ReadOnlySpan<int> starts, KernelOptions options, out DenseMatrix cells)
    {
        var input = new DenseMatrix(words.Rows, _forward.InputSize);
        var tagSize = input.Columns - WordSize;
        for (var row = 0; row < words.Rows; row++)
        {
            words.Row(row).CopyTo(input.Row(row));
            _partsOfSpeech.AsSpan(partsOfSpeech[row] * tagSize, tagSize).CopyTo(input.Row(row)[WordSize..]);
        }

        var (size, sentences) = (_forward.HiddenSize, starts.Length - 1);
        var encoded = new DenseMatrix(words.Rows + 1, 2 * size);
        var output = encoded.View.SliceRows(0, words.Rows);
        cells = new DenseMatrix(sentences, 2 * size);
        var (before, after) = (new DenseMatrix(sentences, size), new DenseMatrix(sentences, size));
        _forward.Run(input, starts, reverse: false, before, cells.View.SliceColumns(0, size), output.SliceColumns(0, size), options);
        _backward.Run(input, starts, reverse: true, after, cells.View.SliceColumns(size, size), output.SliceColumns(size, size), options);
        return encoded;
    }

    /// <summary>The decoder's states over the words, without the roots, [T - B, hidden]; it begins at the encoder's last cells.</summary>
    private DenseMatrix Decode(DenseMatrix encoded, ReadOnlySpan<int> starts, DenseMatrix cells, KernelOptions options)
    {
        var sentences = starts.Length - 1;
        var words = new DenseMatrix(starts[^1] - sentences, encoded.Columns);
        var wordStarts = new int[starts.Length];
        for (var sentence = 0; sentence < sentences; sentence++)
        {
            wordStarts[sentence + 1] = starts[sentence + 1] - sentence - 1;
            for (var word = wordStarts[sentence]; word < wordStarts[sentence + 1]; word++)
            {
                encoded.Row(word + sentence + 1).CopyTo(words.Row(word));
            }
        }

        var (cell, hidden) = (new DenseMatrix(sentences, _decoder.HiddenSize), new DenseMatrix(sentences, _decoder.HiddenSize));
        Gemm.Multiply(cells, _decoderStart, cell, Activation.None, options);
        Gemm.Multiply(cells, _decoderStart, hidden, Activation.Tanh, options);
        var decoded = new DenseMatrix(words.Rows, _decoder.HiddenSize);
        _decoder.Run(
            ExponentialLinear.Forward(words, _decoderInput, options), wordStarts, reverse: false, hidden, cell, decoded, options);
        return decoded;
    }

    private static ParsedSentence[] Split(ReadOnlySpan<int> starts, int[] heads, float[][] arcs, DenseMatrix relations)
    {
        var parsed = new ParsedSentence[arcs.Length];
        for (var sentence = 0; sentence < parsed.Length; sentence++)
        {
            var (first, end) = (starts[sentence] - sentence, starts[sentence + 1] - sentence - 1);
            var best = new int[end - first];
            for (var word = first; word < end; word++)
            {
                best[word - first] = Reduction.ArgMax(relations.Row(word));
            }

            var scores = relations.Elements[(first * relations.Columns)..(end * relations.Columns)];
            parsed[sentence] = new ParsedSentence(heads[first..end], best, arcs[sentence], scores.ToArray());
        }

        return parsed;
    }
}
