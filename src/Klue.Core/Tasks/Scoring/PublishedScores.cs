namespace Klue.Tasks.Scoring;

/// <summary>
/// The row of <c>klue/bert-base</c> in the table of its model card. The card does not say on which split the figures were measured; by
/// the paper it is the unpublished test sets, so that figures from the development sets stand beside them, not against them.
/// </summary>
public static class PublishedScores
{
    private static readonly (KlueTask Task, string Metric, double Value)[] Scores =
    [
        (KlueTask.Ynat, "macro_f1", 85.73),
        (KlueTask.Sts, "pearsonr", 90.85),
        (KlueTask.Sts, "f1", 82.84),
        (KlueTask.Nli, "accuracy", 81.63),
        (KlueTask.Ner, "entity_macro_f1", 83.97),
        (KlueTask.Ner, "character_macro_f1", 91.39),
        (KlueTask.Re, "micro_f1", 66.44),
        (KlueTask.Re, "auprc", 66.17),
        (KlueTask.Dp, "uas_macro_f1", 89.96),
        (KlueTask.Dp, "las_macro_f1", 88.05),
        (KlueTask.Mrc, "exact_match", 62.32),
        (KlueTask.Mrc, "rouge_w", 68.51),
        (KlueTask.Wos, "joint_goal_accuracy", 46.64),
        (KlueTask.Wos, "slot_micro_f1", 91.61),
    ];

    /// <summary>The figures of the card for a task, in its order.</summary>
    public static IEnumerable<(string Metric, double Value)> Of(KlueTask task) =>
        from score in Scores where score.Task == task select (score.Metric, score.Value);

    /// <summary>The figure of the card, or null where it has none.</summary>
    public static double? Find(KlueTask task, string metric) =>
        Of(task).Where(score => score.Metric == metric).Select(score => (double?)score.Value).FirstOrDefault();
}
