using Klue.Checkpoints;
using Klue.Models;
using Klue.Tasks.Pipelines;

namespace Klue;

/// <content>The pipelines of the eight KLUE tasks.</content>
public sealed partial class KlueModel
{
    /// <summary>YNAT: a pipeline that tells the topic of a headline.</summary>
    /// <exception cref="InputException">No head for the task, no tokenizer, or labels that are not the task's.</exception>
    public TopicClassifier CreateTopicClassifier(TaskOptions? options = null) => new(Model, Tokenizer, options ?? Default<TaskOptions>());

    /// <summary>STS: a pipeline that tells how alike two sentences are, 0 to 5.</summary>
    /// <inheritdoc cref="CreateTopicClassifier"/>
    public SentenceSimilarity CreateSentenceSimilarity(TaskOptions? options = null) => new(Model, Tokenizer, options ?? Default<TaskOptions>());

    /// <summary>NLI: a pipeline that holds a hypothesis against a premise.</summary>
    /// <inheritdoc cref="CreateTopicClassifier"/>
    public NaturalLanguageInference CreateNaturalLanguageInference(TaskOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<TaskOptions>());

    /// <summary>NER: a pipeline that finds entities by KLUE's own rules.</summary>
    /// <inheritdoc cref="CreateTopicClassifier"/>
    public EntityRecognizer CreateEntityRecognizer(TaskOptions? options = null) => new(Model, Tokenizer, options ?? Default<TaskOptions>());

    /// <summary>RE: a pipeline that tells how one entity stands to another.</summary>
    /// <inheritdoc cref="CreateTopicClassifier"/>
    public RelationExtractor CreateRelationExtractor(TaskOptions? options = null) => new(Model, Tokenizer, options ?? Default<TaskOptions>());

    /// <summary>DP: a parser; dispose of it.</summary>
    /// <exception cref="CheckpointException">The folder holds no parser, or a tensor of it is misshapen.</exception>
    /// <exception cref="InputException">No tokenizer, or a head that is not this encoder's.</exception>
    public DependencyParser CreateDependencyParser(TaskOptions? options = null)
    {
        using var head = OpenTensors();
        return new DependencyParser(Model, Tokenizer, head, options ?? Default<TaskOptions>());
    }

    /// <summary>MRC: a pipeline that answers questions, or says that a passage does not, as KLUE's evaluation does.</summary>
    /// <inheritdoc cref="CreateTopicClassifier"/>
    public QuestionAnswerer CreateQuestionAnswerer(QuestionAnswererOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<QuestionAnswererOptions>());

    /// <summary>WoS: a pipeline that follows a dialogue; dispose of it.</summary>
    /// <param name="slots">The slots, most often of <see cref="DialogueOntology.Load"/>.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="CheckpointException">The folder holds no tracker, or a tensor of it is misshapen.</exception>
    /// <exception cref="InputException">No tokenizer, no slots, or a head that is not this encoder's.</exception>
    public DialogueStateTracker CreateDialogueStateTracker(IReadOnlyList<string> slots, DialogueStateTrackerOptions? options = null)
    {
        using var head = OpenTensors();
        return new DialogueStateTracker(Model, Tokenizer, head, slots, options ?? Default<DialogueStateTrackerOptions>());
    }

    private ITensorSource OpenTensors() => TensorSource.Open(SentenceTransformers.TransformerFolder, _options.Checkpoint.Access);
}
