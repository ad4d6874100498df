namespace Klue.Configuration;

/// <summary>The two layouts of the architecture that Klue runs; they differ in names, positions and heads.</summary>
public enum BertModelType
{
    /// <summary>BERT (Devlin et al., arXiv 1810.04805): <c>model_type</c> = <c>bert</c>.</summary>
    Bert,

    /// <summary>RoBERTa (Liu et al., arXiv 1907.11692), as klue/roberta-*: <c>model_type</c> = <c>roberta</c>.</summary>
    Roberta,
}
