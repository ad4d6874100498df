using Klue.Configuration;
using Klue.Kernels;
using Klue.Safetensors;

namespace Klue.Checkpoints;

/// <summary>
/// The weights of one BERT or RoBERTa model, asked for by HF's names: the trunk's without prefix, such as
/// <c>encoder.layer.0.output.dense.weight</c>, the heads' in full, such as <c>cls.predictions.bias</c> or
/// <c>classifier.weight</c>. Prefixes, the old <c>gamma</c> and <c>beta</c> and RoBERTa's <c>lm_head</c> are found
/// by themselves; <c>cls.predictions.decoder.weight</c> is the word embeddings where the two are tied. A tensor that
/// is missing or has another shape than asked for is an error: nothing is ever made up. Reading is thread-safe.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly List<string> _warnings;

    /// <summary>Takes over a source of tensors, which it disposes of, also when it throws.</summary>
    /// <exception cref="CheckpointException">
    /// There is no trunk, it is called by another model type's name than the configuration's, or its vocabulary is not as large as the configuration says and
    /// <see cref="CheckpointOptions.TrustTensorVocabularySize"/> is not set.
    /// </exception>
    public Checkpoint(ITensorSource source, BertConfig config, CheckpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(config);
        (Source, Config, _warnings) = (source, config, [.. source.Warnings]);
        try
        {
            Prefix = TensorNames.DetectPrefix(source.Tensors)
                ?? throw new CheckpointException(
                    source.Path, null, $"a tensor whose name ends in {TensorNames.WordEmbeddings}", $"none among {source.Tensors.Count}");
            RefuseOtherTrunk();
            Config = ReconcileVocabulary(options?.TrustTensorVocabularySize ?? false);
            Packed = PackedWeights.Find(source);
            Weights = DecideWeights(options?.Weights);
            HasMaskedLanguageModelHead = Has(TensorNames.Transform);
            IsDecoderTied = DecideDecoder();
            WarnOfSecondBias();
            WarnOfFurtherLayers();
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Where the tensors come from.</summary>
    public ITensorSource Source { get; }

    /// <summary>The configuration, its vocabulary as large as the word embeddings.</summary>
    public BertConfig Config { get; }

    /// <summary>The format that a model of these weights keeps its encoder in.</summary>
    public WeightFormat Weights { get; }

    /// <summary>The matrices that the file holds in the engine's own layout; null for a plain file.</summary>
    internal PackedWeights? Packed { get; }

    /// <summary>What the file puts before the trunk's names: <c>bert.</c>, <c>roberta.</c>, nothing, or what a wrapper added.</summary>
    public string Prefix { get; }

    /// <summary>Whether the checkpoint holds a masked-LM head.</summary>
    public bool HasMaskedLanguageModelHead { get; }

    /// <summary>Whether the masked-LM decoder is the word embeddings.</summary>
    public bool IsDecoderTied { get; }

    /// <summary>One-line remarks about what the checkpoint holds and the model passes over.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>All tensors but the buffers that old versions saved along (position ids and the like).</summary>
    public IEnumerable<TensorInfo> Parameters => Source.Tensors.Where(tensor => !TensorNames.IsBuffer(tensor.Name));

    /// <summary>Opens the weights of a model folder, or the file that is named, for a configuration read before.</summary>
    /// <exception cref="CheckpointException">As the constructor, or the folder holds no weights that can be read.</exception>
    /// <exception cref="Safetensors.SafetensorsException">A file breaks a rule of the format.</exception>
    /// <exception cref="ConfigurationException">The index of the shards is no index.</exception>
    /// <exception cref="IO.FileAccessException">A file cannot be read.</exception>
    public static Checkpoint Open(string path, BertConfig config, CheckpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        options ??= new CheckpointOptions();

        // Where nothing is left to be packed, the file's bytes serve as they are.
        return new Checkpoint(
            TensorSource.Open(path, metadata => PackedWeights.AreMarked(metadata) && options.Access == SafetensorsAccess.Streamed ? SafetensorsAccess.Mapped : options.Access),
            config,
            options);
    }

    /// <summary>Whether the checkpoint holds the tensor under any of its names.</summary>
    public bool Has(string name) => TryResolve(name) is not null;

    /// <summary>The tensor under the name that the file gives it.</summary>
    /// <exception cref="CheckpointException">It is missing; the message says which names were tried.</exception>
    public TensorInfo Find(string name)
    {
        if (TryResolve(name) is { } tensor)
        {
            return tensor;
        }

        var tried = TensorNames.Variants(name, Prefix).Select(Quoted.Text).ToList();
        throw new CheckpointException(Source.Path, name, $"it under the name {string.Join(" or ", tried)}", "no such tensor");
    }

    /// <summary>The tensor under the name that the file gives it, its shape held against the expected one.</summary>
    /// <exception cref="CheckpointException">It is missing or has another shape.</exception>
    public TensorInfo Find(string name, params ReadOnlySpan<long> expectedShape) => Source.GetTensor(Find(name).Name, expectedShape);

    /// <summary>Reads a whole tensor as float32, row-major.</summary>
    /// <exception cref="CheckpointException">It is missing, has another shape, or is of a type that is no real float.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is not as long as the tensor.</exception>
    public void ReadSingle(string name, ReadOnlySpan<long> expectedShape, Span<float> destination)
    {
        var tensor = Find(name, expectedShape);
        if (destination.Length != tensor.ElementCount)
        {
            throw new ArgumentException(
                $"The destination holds {destination.Length} elements, the tensor {tensor.ElementCount}.", nameof(destination));
        }

        Source.ReadSingle(tensor.Name, 0, destination);
    }

    /// <summary>
    /// Reads rows of the first dimension from <paramref name="firstRow"/> on as float32, as many as
    /// <paramref name="destination"/> takes, so that a tensor of any size can be packed part by part.
    /// </summary>
    /// <exception cref="CheckpointException">It is missing, has another shape, or is of a type that is no real float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the tensor.</exception>
    public void ReadRows(string name, ReadOnlySpan<long> expectedShape, long firstRow, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfZero(expectedShape.Length, nameof(expectedShape));
        var tensor = Find(name, expectedShape);
        var rowLength = tensor.ElementCount / Math.Max(expectedShape[0], 1);
        Source.ReadSingle(tensor.Name, checked(firstRow * rowLength), destination);
    }

    /// <summary>Closes the source.</summary>
    public void Dispose() => Source.Dispose();

    private TensorInfo? TryResolve(string name) =>
        TryFindInFile(name == TensorNames.Decoder && IsDecoderTied ? TensorNames.WordEmbeddings : name);

    private TensorInfo? TryFindInFile(string name)
    {
        foreach (var variant in TensorNames.Variants(name, Prefix))
        {
            if (Source.TryGetTensor(variant, out var tensor))
            {
                return tensor;
            }
        }

        return null;
    }

    // The two count positions differently: weights of one under the configuration of the other would run, and be wrong.
    private void RefuseOtherTrunk()
    {
        var (expected, other) = Config.ModelType == BertModelType.Roberta
            ? (TensorNames.RobertaTrunk, TensorNames.BertTrunk)
            : (TensorNames.BertTrunk, TensorNames.RobertaTrunk);
        if (TensorNames.TrunkName(Prefix) == other)
        {
            throw new CheckpointException(
                Source.Path, null, $"weights whose names begin with {expected}, as the model_type of the configuration says", Quoted.Text(Prefix));
        }
    }

    private WeightFormat DecideWeights(WeightFormat? asked) =>
        Packed is not null && asked is not null && asked != Packed.Format
            ? throw new CheckpointException(Source.Path, null, $"packed weights in {asked}, as the options ask", $"{Packed.Format}; klue-convert --packed packs the plain model again")
            : Packed?.Format ?? asked ?? WeightFormat.F32;

    private BertConfig ReconcileVocabulary(bool trustTensor)
    {
        var embeddings = Find(TensorNames.WordEmbeddings);
        if (embeddings.Shape.Rank != 2 || embeddings.Shape[0] is 0 or > int.MaxValue || embeddings.Shape[1] != (ulong)Config.HiddenSize)
        {
            throw Misfit($"shape [vocabulary, {Config.HiddenSize}], hidden_size being {Config.HiddenSize}");
        }

        var rows = (int)embeddings.Shape[0];
        if (rows == Config.VocabSize)
        {
            return Config;
        }

        if (!trustTensor || rows <= Config.PadTokenId)
        {
            throw Misfit($"{Config.VocabSize} rows, the vocab_size of the configuration");
        }

        _warnings.Add(
            $"{Quoted.Text(Source.FileOf(embeddings.Name))}: the vocabulary has {rows} words by tensor {Quoted.Text(embeddings.Name)}, "
            + $"not {Config.VocabSize} as the configuration says");
        return Config with { VocabSize = rows };

        CheckpointException Misfit(string expected) =>
            new(Source.FileOf(embeddings.Name), embeddings.Name, expected, $"shape {embeddings.Shape}");
    }

    // klue-spec, "Resolution rules" 1: HF ties by the configuration, whatever the file holds.
    private bool DecideDecoder()
    {
        if (TryFindInFile(TensorNames.Decoder) is not { } decoder)
        {
            if (HasMaskedLanguageModelHead && !Config.TieWordEmbeddings)
            {
                Warn($"tie_word_embeddings is false but there is no {TensorNames.Decoder}; the word embeddings take its place");
            }

            return true;
        }

        if (Config.TieWordEmbeddings && !HoldsSameValues(decoder, Find(TensorNames.WordEmbeddings)))
        {
            Warn(
                $"tensor {Quoted.Text(decoder.Name)} differs from the word embeddings, "
                + "which take its place because tie_word_embeddings is true");
        }

        return Config.TieWordEmbeddings;
    }

    private void WarnOfSecondBias()
    {
        if (TryFindInFile(TensorNames.OutputBias) is { } bias
            && TryFindInFile(TensorNames.DecoderBias) is { } second
            && !HoldsSameValues(bias, second))
        {
            Warn($"tensors {Quoted.Text(bias.Name)} and {Quoted.Text(second.Name)} differ; the first is used");
        }
    }

    private void WarnOfFurtherLayers()
    {
        if (Has($"encoder.layer.{Config.NumHiddenLayers}.output.dense.weight"))
        {
            Warn($"there are more layers than the {Config.NumHiddenLayers} of num_hidden_layers; they are passed over");
        }
    }

    private void Warn(string remark) => _warnings.Add($"{Quoted.Text(Source.Path)}: {remark}");

    private bool HoldsSameValues(TensorInfo left, TensorInfo right)
    {
        const int Step = 1 << 16;
        if (left.Shape != right.Shape || left.Dtype != right.Dtype)
        {
            return false;
        }

        Span<byte> buffer = new byte[2 * Step];
        for (var offset = 0L; offset < left.ByteLength; offset += Step)
        {
            var length = (int)Math.Min(Step, left.ByteLength - offset);
            var leftPart = buffer[..length];
            var rightPart = buffer.Slice(Step, length);
            Source.ReadBytes(left.Name, offset, leftPart);
            Source.ReadBytes(right.Name, offset, rightPart);
            if (!leftPart.SequenceEqual(rightPart))
            {
                return false;
            }
        }

        return true;
    }
}
