namespace Klue.Tasks;

/// <summary>Which of the two orders in use numbers the labels of a checkpoint without label names.</summary>
public enum LabelOrder
{
    /// <summary>KLUE-baseline's, the order of all ids in this namespace unless said otherwise.</summary>
    Baseline,

    /// <summary>That of the <c>klue</c> data set on the Hugging Face hub, in which most checkpoints of the hub were trained.</summary>
    HuggingFace,
}
