namespace Klue.Models;

/// <summary>The heads that a checkpoint can hold beside the encoder.</summary>
[Flags]
public enum BertHeadKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>tanh(W h + b) of the first token (HF <c>BertPooler</c>).</summary>
    Pooler = 1,

    /// <summary>Vocabulary logits (HF <c>BertLMPredictionHead</c>, <c>RobertaLMHead</c>).</summary>
    MaskedLanguageModel = 2,

    /// <summary>Whether the second text follows the first (HF <c>BertForNextSentencePrediction</c>).</summary>
    NextSentence = 4,

    /// <summary>One label, score or set of labels for the whole text (HF <c>BertForSequenceClassification</c>).</summary>
    SequenceClassification = 8,

    /// <summary>A label for each token (HF <c>BertForTokenClassification</c>).</summary>
    TokenClassification = 16,

    /// <summary>Start and end of an answer (HF <c>BertForQuestionAnswering</c>).</summary>
    QuestionAnswering = 32,

    /// <summary>One score for each choice (HF <c>BertForMultipleChoice</c>).</summary>
    MultipleChoice = 64,
}
