using Klue.Kernels;

namespace Klue.Models;

/// <summary>The heads of one checkpoint; those it does not hold are null.</summary>
internal sealed class BertHeads : IDisposable
{
    /// <summary>tanh(W h_0 + b): BERT's pooler, or the dense layer of RoBERTa's classification head.</summary>
    public PackedMatrix? Pooler { get; init; }

    public MaskedLanguageModelHead? MaskedLanguageModel { get; init; }

    public PackedMatrix? NextSentence { get; init; }

    public PackedMatrix? QuestionAnswering { get; init; }

    /// <summary>The layer called <c>classifier</c>; <see cref="ClassifierKind"/> says what it classifies.</summary>
    public PackedMatrix? Classifier { get; init; }

    public BertHeadKinds ClassifierKind { get; init; }

    public BertHeadKinds Kinds =>
        (Pooler is null ? 0 : BertHeadKinds.Pooler)
        | (MaskedLanguageModel is null ? 0 : BertHeadKinds.MaskedLanguageModel)
        | (NextSentence is null ? 0 : BertHeadKinds.NextSentence)
        | (QuestionAnswering is null ? 0 : BertHeadKinds.QuestionAnswering)
        | (Classifier is null ? 0 : ClassifierKind);

    public long ByteLength =>
        (Pooler?.ByteLength ?? 0) + (MaskedLanguageModel?.ByteLength ?? 0) + (NextSentence?.ByteLength ?? 0)
        + (QuestionAnswering?.ByteLength ?? 0) + (Classifier?.ByteLength ?? 0);

    public void Dispose()
    {
        Pooler?.Dispose();
        MaskedLanguageModel?.Dispose();
        NextSentence?.Dispose();
        QuestionAnswering?.Dispose();
        Classifier?.Dispose();
    }
}
