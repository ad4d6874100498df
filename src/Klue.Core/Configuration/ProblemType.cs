namespace Klue.Configuration;

/// <summary>HF's <c>problem_type</c>: what a sequence classifier was trained for.</summary>
public enum ProblemType
{
    /// <summary><c>regression</c>: the logits are the values.</summary>
    Regression,

    /// <summary><c>single_label_classification</c>: one label holds.</summary>
    SingleLabelClassification,

    /// <summary><c>multi_label_classification</c>: any number of labels hold.</summary>
    MultiLabelClassification,
}
