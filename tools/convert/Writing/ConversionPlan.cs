using Klue.Checkpoints;
using Klue.Conversion.Packing;
using Klue.Conversion.Sources;

namespace Klue.Conversion.Writing;

/// <summary>Which tensors of a source are written, under which names and as which types.</summary>
internal sealed class ConversionPlan
{
    // As HF saves them, each model leaves out the first and finds it again in the second.
    private static readonly (string Name, string SameAs)[] Ties =
    [
        ("cls.predictions.decoder.weight", "embeddings.word_embeddings.weight"),
        ("cls.predictions.decoder.bias", "cls.predictions.bias"),
        ("lm_head.decoder.weight", "embeddings.word_embeddings.weight"),
        ("lm_head.decoder.bias", "lm_head.bias"),
    ];

    private ConversionPlan(IReadOnlyList<PlannedTensor> tensors, IReadOnlyList<PlannedMatrix> matrices, IReadOnlyList<string> dropped, IReadOnlyList<TiedTensor> tied)
    {
        (Tensors, Matrices, Dropped, Tied) = (tensors, matrices, dropped, tied);
    }

    /// <summary>What is written, in the order of the source.</summary>
    public IReadOnlyList<PlannedTensor> Tensors { get; }

    /// <summary>What is written in the engine's own layout; none for a plain file.</summary>
    public IReadOnlyList<PlannedMatrix> Matrices { get; }

    /// <summary>The names that the patterns leave out.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <summary>The tensors that another one stands for.</summary>
    public IReadOnlyList<TiedTensor> Tied { get; }

    public long BytesBefore => Tensors.Sum(tensor => tensor.Source.ByteLength) + Matrices.Sum(matrix => matrix.Sources.Sum(tensor => tensor.ByteLength));

    public long BytesAfter => Tensors.Sum(tensor => tensor.Target.ByteLength) + Matrices.Sum(matrix => matrix.Targets.Sum(tensor => tensor.ByteLength));

    /// <param name="source">The weights.</param>
    /// <param name="options">Names, types and patterns.</param>
    /// <param name="tiesDecoder">Whether the model's configuration ties the masked-LM decoder to the word embeddings.</param>
    /// <exception cref="CheckpointException">Nothing is left to write, or two tensors would get one name.</exception>
    public static ConversionPlan Make(ITensorSource source, ConversionOptions options, bool tiesDecoder) => Make(source, options, tiesDecoder, []);

    /// <summary>The same, some tensors becoming parts of matrices.</summary>
    public static ConversionPlan Make(ITensorSource source, ConversionOptions options, bool tiesDecoder, IReadOnlyList<PlannedMatrix> matrices)
    {
        var packed = matrices.SelectMany(matrix => matrix.Sources).Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var kept = source.Tensors.Where(tensor => options.Keeps(tensor.Name)).ToList();
        var tied = tiesDecoder ? FindTied(source, [.. kept.Select(tensor => tensor.Name)]) : [];
        var leftOut = tied.Select(tie => tie.Name).ToHashSet(StringComparer.Ordinal);
        var tensors = kept.Where(tensor => !leftOut.Contains(tensor.Name) && !packed.Contains(tensor.Name)).Select(tensor => new PlannedTensor(tensor, Target(tensor, options))).ToList();
        if (tensors.Count == 0)
        {
            throw new CheckpointException(source.Path, null, "a tensor that --keep and --drop leave", $"none of {source.Tensors.Count}");
        }

        var twice = tensors.GroupBy(tensor => tensor.Target.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new ConversionPlan(tensors, matrices, [.. source.Tensors.Where(tensor => !options.Keeps(tensor.Name)).Select(tensor => tensor.Name)], tied)
            : throw new CheckpointException(source.Path, twice.First().Source.Name, "a name of its own from --name-map", $"{Quoted.Text(twice.Key)} also for {Quoted.Text(twice.Last().Source.Name)}");
    }

    /// <summary>The tensors in files of at most <paramref name="maxSize"/> bytes, but for tensors that alone are larger.</summary>
    public IReadOnlyList<IReadOnlyList<PlannedTensor>> Split(long? maxSize)
    {
        var shards = new List<List<PlannedTensor>> { new() };
        var size = 0L;
        foreach (var tensor in Tensors)
        {
            if (size > 0 && size > maxSize - tensor.Target.ByteLength)
            {
                shards.Add([]);
                size = 0;
            }

            shards[^1].Add(tensor);
            size += tensor.Target.ByteLength;
        }

        return shards;
    }

    /// <summary>What <c>__metadata__</c> says of the conversion; the same for the same input and options.</summary>
    public Dictionary<string, string> Describe(ITensorSource source, ConversionOptions options)
    {
        var renamed = Tensors.Where(tensor => tensor.Source.Name != tensor.Target.Name).Select(tensor => $"{tensor.Source.Name}={tensor.Target.Name}");
        var metadata = new Dictionary<string, string>(WeightFiles.MetadataOf(source), StringComparer.Ordinal)
        {
            ["format"] = "pt",
            ["klue.converter"] = $"klue-convert {typeof(ConversionPlan).Assembly.GetName().Version?.ToString(3)}",
            ["klue.source"] = Path.GetFileName(source.Path),
            ["klue.source_format"] = WeightFiles.FormatOf(source),
        };
        Add("klue.dtype", options.Dtype is { } dtype ? [dtype.FileName] : []);
        Add("klue.exact", options.Exact.Select(pattern => pattern.Text));
        Add("klue.dropped", Dropped);
        Add("klue.renamed", renamed);
        Add("klue.tied", Tied.Select(tie => $"{tie.Name}={tie.SameAs}"));
        if (options.Packing is { } packing)
        {
            foreach (var (key, value) in PackedWeights.Describe(packing.Format, packing.Split))
            {
                metadata[key] = value;
            }

            Add("klue.calibrated", packing.Texts is { } texts ? [Path.GetFileName(texts)] : []);
        }

        return metadata;

        void Add(string key, IEnumerable<string> values)
        {
            var text = string.Join(' ', values);
            if (text.Length > 0)
            {
                metadata[key] = text;
            }
        }
    }

    private static TensorInfo Target(TensorInfo source, ConversionOptions options)
    {
        var dtype = options.Packing is { } packing ? PackedPlan.PlainDtype(source, packing)
            : options.Dtype is { } target && ElementConversion.IsFloat(source.Dtype) && !options.IsExact(source.Name) ? target
            : source.Dtype;
        return new TensorInfo(options.NameMap.Apply(source.Name), dtype, source.Shape);
    }

    private static List<TiedTensor> FindTied(ITensorSource source, HashSet<string> kept)
    {
        var tied =
            from storage in WeightFiles.SharedStoragesOf(source)
            where storage.IsTied
            from tie in Ties
            let name = storage.Tensors.FirstOrDefault(tensor => IsCalled(tensor, tie.Name))
            let sameAs = storage.Tensors.FirstOrDefault(tensor => IsCalled(tensor, tie.SameAs))
            where name is not null && sameAs is not null && kept.Contains(name) && kept.Contains(sameAs)
            select new TiedTensor(name, sameAs);
        return [.. tied];
    }

    private static bool IsCalled(string tensor, string name) => tensor == name || tensor.EndsWith("." + name, StringComparison.Ordinal);
}
