using Klue.Checkpoints;
using Klue.Tasks;

namespace Klue.Conversion.Writing;

/// <summary>What a KLUE-baseline checkpoint leaves unsaid: its task, the names of its labels and the sizes of its head.</summary>
/// <param name="Task">The task.</param>
/// <param name="Labels">The labels in the order of their ids; empty for tasks without.</param>
/// <param name="Sizes">The sizes of the head, under KLUE-baseline's own names.</param>
internal sealed record KlueHead(KlueTask Task, IReadOnlyList<string> Labels, IReadOnlyList<(string Name, long Size)> Sizes)
{
    private const string ClassifierWeight = "classifier.weight";
    private const string ParserWeight = "bilinear.U";
    private const string TrackerWeight = "decoder.w_gate.weight";

    /// <summary>
    /// The head of the task that is named; or, if none is, what the checkpoint gives away: the parser and the dialogue tracker
    /// by their tensors, the others by the mark that KLUE-baseline leaves in config.json, the class and the number of labels.
    /// Null for a checkpoint of another origin.
    /// </summary>
    /// <exception cref="CheckpointException">The tensors are not those of the task.</exception>
    public static KlueHead? Find(ITensorSource source, KlueTask? named, ModelConfigFile? config)
    {
        var task = named
            ?? (source.TryGetTensor(ParserWeight, out _) ? KlueTask.Dp
                : source.TryGetTensor(TrackerWeight, out _) ? KlueTask.Wos
                : config is { IsOfKlueBaseline: true } ? FromConfig(source, config)
                : null);
        return task switch
        {
            null => null,
            KlueTask.Dp => Parser(source),
            KlueTask.Wos => Tracker(source),
            KlueTask.Mrc => new KlueHead(KlueTask.Mrc, [], []),
            { } other => Classifier(source, other),
        };
    }

    private static KlueTask? FromConfig(ITensorSource source, ModelConfigFile config)
    {
        var labels = FindClassifier(source) is { } weight ? (long)weight.Shape[0] : 0;
        return config.Architecture switch
        {
            { } name when name.EndsWith("ForQuestionAnswering", StringComparison.Ordinal) => KlueTask.Mrc,
            { } name when name.EndsWith("ForTokenClassification", StringComparison.Ordinal) && labels == KlueLabels.EntityTags().Count => KlueTask.Ner,
            { } name when name.EndsWith("ForSequenceClassification", StringComparison.Ordinal) => labels switch
            {
                1 => KlueTask.Sts,
                _ when labels == KlueLabels.Inference().Count => KlueTask.Nli,
                _ when labels == KlueLabels.Topics().Count => KlueTask.Ynat,
                _ when labels == KlueLabels.Relations.Count => KlueTask.Re,
                _ => null,
            },
            _ => null,
        };
    }

    private static KlueHead Classifier(ITensorSource source, KlueTask task)
    {
        var labels = task switch
        {
            KlueTask.Ynat => KlueLabels.Topics(),
            KlueTask.Nli => KlueLabels.Inference(),
            KlueTask.Ner => KlueLabels.EntityTags(),
            KlueTask.Re => KlueLabels.Relations,
            _ => null,
        };
        var weight = FindClassifier(source) ?? throw new CheckpointException(source.Path, ClassifierWeight, $"the classifier of task {task.Name()}", "no such tensor");
        DemandLabels(source, weight, task, labels?.Count ?? 1);
        return new KlueHead(task, labels ?? [], []);
    }

    // RoBERTa's classifier has two layers, the second of which gives the labels.
    private static TensorInfo? FindClassifier(ITensorSource source) => source.Tensors.FirstOrDefault(tensor =>
        tensor.Shape.Rank == 2 && tensor.Name.Split('.') is [.., "classifier", "weight"] or [.., "classifier", "out_proj", "weight"]);

    private static KlueHead Parser(ITensorSource source)
    {
        DemandLabels(source, source.GetTensor(ParserWeight), KlueTask.Dp, KlueLabels.DependencyRelations.Count);
        return new KlueHead(
            KlueTask.Dp,
            KlueLabels.DependencyRelations,
            [
                ("hidden_size", Size(source, "decoder.weight_hh_l0", 1)),
                ("arc_space", Size(source, "arc_c.weight", 0)),
                ("type_space", Size(source, "type_c.weight", 0)),
                ("pos_dim", source.TryGetTensor("pos_embedding.weight", out _) ? Size(source, "pos_embedding.weight", 1) : 0),
                ("encoder_layers", Layers(source, "encoder.weight_hh_l")),
                ("decoder_layers", Layers(source, "decoder.weight_hh_l")),
            ]);
    }

    private static KlueHead Tracker(ITensorSource source)
    {
        DemandLabels(source, source.GetTensor(TrackerWeight), KlueTask.Wos, KlueLabels.Gates.Count);
        return new KlueHead(KlueTask.Wos, KlueLabels.Gates, [("hidden_size", Size(source, "decoder.gru.weight_hh_l0", 1))]);
    }

    private static long Size(ITensorSource source, string name, int dimension)
    {
        var tensor = source.GetTensor(name);
        return tensor.Shape.Rank == 2
            ? (long)tensor.Shape[dimension]
            : throw new CheckpointException(source.FileOf(name), name, "a matrix", $"shape {tensor.Shape}");
    }

    private static int Layers(ITensorSource source, string prefix) =>
        Enumerable.Range(0, int.MaxValue).First(layer => !source.TryGetTensor($"{prefix}{layer}", out _));

    private static void DemandLabels(ITensorSource source, TensorInfo weight, KlueTask task, int count)
    {
        if (weight.Shape.Rank == 0 || weight.Shape[0] != (ulong)count)
        {
            throw new CheckpointException(source.FileOf(weight.Name), weight.Name, $"{count} rows, one for each label of task {task.Name()}", $"shape {weight.Shape}");
        }
    }
}
