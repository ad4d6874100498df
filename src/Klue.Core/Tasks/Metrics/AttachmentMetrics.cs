namespace Klue.Tasks.Metrics;

/// <summary>
/// The metrics of DP, x100, gathered sentence by sentence. The classes of the unlabelled score are the head positions themselves, 0 for
/// the root; those of the labelled score are the first 15 relations and one for all others.
/// </summary>
public sealed class AttachmentMetrics
{
    /// <summary>The gold head and relation of a position that is only padding.</summary>
    public const int Padding = -1;

    private const int OtherRelations = 15;
    private const int Others = -3;
    private const int WrongHead = -2;

    private readonly ClassCounts _heads = new();
    private readonly ClassCounts _relations = new();
    private long _words;
    private long _rightHeads;
    private long _rightRelations;

    /// <summary>The number of words counted.</summary>
    public long Words => _words;

    /// <summary>Macro F1 over the head positions that occur.</summary>
    public double UnlabelledMacroF1 => _heads.MacroF1;

    /// <summary>The share of words with the right head.</summary>
    public double UnlabelledMicroF1 => 100 * ((double)_rightHeads / _words);

    /// <summary>The share of words with the right head and the right relation, the rare relations being one.</summary>
    public double LabelledMicroF1 => 100 * ((double)_rightRelations / _words);

    /// <summary>
    /// Macro F1 over relations, where a wrong head makes the relation wrong. The official code books such words under a class of their
    /// own that, once it occurs, drags the mean down with its F1 of 0; <see cref="EvaluationMode.Clean"/> leaves that class out.
    /// </summary>
    public double LabelledMacroF1(EvaluationMode mode) => mode == EvaluationMode.Baseline
        ? _relations.MacroF1
        : 100 * _relations.MeanF1(_relations.Classes.Where(relation => relation != WrongHead));

    /// <summary>Counts the words of one sentence; positions whose gold value is <see cref="Padding"/> are passed over.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Add(
        ReadOnlySpan<int> predictedHeads,
        ReadOnlySpan<int> predictedRelations,
        ReadOnlySpan<int> goldHeads,
        ReadOnlySpan<int> goldRelations)
    {
        Paired.Check(predictedHeads.Length, goldHeads.Length);
        Paired.Check(predictedRelations.Length, goldRelations.Length);
        Paired.Check(goldRelations.Length, goldHeads.Length);
        for (var word = 0; word < goldHeads.Length; word++)
        {
            if (goldHeads[word] == Padding)
            {
                continue;
            }

            var rightHead = predictedHeads[word] == goldHeads[word];
            var gold = Fold(goldRelations[word]);
            var predicted = rightHead ? Fold(predictedRelations[word]) : WrongHead;
            _heads.Add(predictedHeads[word], goldHeads[word]);
            _relations.Add(predicted, gold);
            _words++;
            _rightHeads += rightHead ? 1 : 0;
            _rightRelations += predicted == gold ? 1 : 0;
        }
    }

    private static int Fold(int relation) => relation >= OtherRelations ? Others : relation;
}
