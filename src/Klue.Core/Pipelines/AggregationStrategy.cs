namespace Klue.Pipelines;

/// <summary>How the labels of tokens become entities (HF <c>AggregationStrategy</c>).</summary>
public enum AggregationStrategy
{
    /// <summary>Every token by itself, with its own label.</summary>
    None,

    /// <summary>Neighbouring tokens of one type are one entity.</summary>
    Simple,

    /// <summary>Words get the label of their first token; neighbouring words of one type are one entity.</summary>
    First,

    /// <summary>Words get the label that is best in the mean of their tokens' scores.</summary>
    Average,

    /// <summary>Words get the label of their token with the highest score.</summary>
    Max,
}
