namespace Klue.Checkpoints;

/// <summary>
/// The names under which files hold a tensor. Klue asks in HF's present BERT names, the trunk without prefix
/// (<c>encoder.layer.0.output.dense.weight</c>), the heads as they are (<c>cls.predictions.bias</c>).
/// </summary>
internal static class TensorNames
{
    public const string WordEmbeddings = "embeddings.word_embeddings.weight";
    public const string Transform = "cls.predictions.transform.dense.weight";
    public const string Decoder = "cls.predictions.decoder.weight";
    public const string OutputBias = "cls.predictions.bias";
    public const string DecoderBias = "cls.predictions.decoder.bias";
    public const string BertTrunk = "bert.";
    public const string RobertaTrunk = "roberta.";

    private static readonly string[] TrunkParts = ["embeddings.", "encoder.", "pooler."];
    private static readonly string[] TrunkNames = [BertTrunk, RobertaTrunk];
    private static readonly string[] BufferNames = ["position_ids", "token_type_ids", "num_batches_tracked"];

    private static readonly Comparer<string> ShortestFirst = Comparer<string>.Create(
        (left, right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right));

    // RoBERTa's masked-LM head is BERT's under other names (HF RobertaLMHead).
    private static readonly HeadName[] HeadNames =
    [
        new("cls.predictions.transform.dense.", "lm_head.dense."),
        new("cls.predictions.transform.LayerNorm.", "lm_head.layer_norm."),
        new("cls.predictions.", "lm_head."),
    ];

    // Checkpoints made from TensorFlow's call LayerNorm's two vectors gamma and beta.
    private static readonly (string Present, string Legacy)[] Suffixes = [(".weight", ".gamma"), (".bias", ".beta")];

    /// <summary>
    /// What precedes the trunk's names: the shortest prefix of a key that ends in the word embeddings' name. It is never
    /// found by <c>encoder</c>, a name that other modules have too. Null when no key ends so.
    /// </summary>
    public static string? DetectPrefix(IEnumerable<TensorInfo> tensors) => tensors
        .Select(tensor => tensor.Name)
        .Where(name => name.EndsWith(WordEmbeddings, StringComparison.Ordinal))
        .Select(name => name[..^WordEmbeddings.Length])
        .Where(prefix => prefix.Length == 0 || prefix[^1] == '.')
        .Order(ShortestFirst)
        .FirstOrDefault();

    /// <summary>The model type's own name at the end of a trunk's prefix, or null where there is none.</summary>
    public static string? TrunkName(string trunkPrefix) =>
        TrunkNames.FirstOrDefault(known => trunkPrefix == known || trunkPrefix.EndsWith("." + known, StringComparison.Ordinal));

    /// <summary>All names that a file with this trunk prefix may give the tensor, the likeliest first.</summary>
    public static IEnumerable<string> Variants(string name, string trunkPrefix) =>
        from alias in Aliases(name)
        from prefix in Prefixes(name, trunkPrefix)
        from variant in SuffixVariants(alias)
        select prefix + variant;

    /// <summary>Whether a tensor is no weight but a buffer that old versions saved along, of whatever type.</summary>
    public static bool IsBuffer(string name) => BufferNames.Contains(name[(name.LastIndexOf('.') + 1)..]);

    // The decoder's own bias is the output bias again, in some files the only one.
    private static IEnumerable<string> Aliases(string name)
    {
        IEnumerable<string> names = name == OutputBias ? [OutputBias, DecoderBias] : [name];
        return names.SelectMany(bert => HeadNames
            .Where(head => bert.StartsWith(head.Bert, StringComparison.Ordinal))
            .Select(head => head.Roberta + bert[head.Bert.Length..])
            .Take(1)
            .Prepend(bert));
    }

    // Heads stand beside the trunk (bert. + cls., model.bert. + model.cls.), or at the top where a wrapper named only the trunk.
    private static IEnumerable<string> Prefixes(string name, string trunkPrefix)
    {
        if (TrunkParts.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
        {
            return [trunkPrefix];
        }

        var beside = trunkPrefix[..^(TrunkName(trunkPrefix)?.Length ?? 0)];
        return beside.Length == 0 ? [beside] : [beside, string.Empty];
    }

    private static IEnumerable<string> SuffixVariants(string name)
    {
        yield return name;
        foreach (var (present, legacy) in Suffixes)
        {
            if (name.EndsWith(present, StringComparison.Ordinal))
            {
                yield return name[..^present.Length] + legacy;
            }
        }
    }

    private sealed record HeadName(string Bert, string Roberta);
}
