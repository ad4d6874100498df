namespace Klue.Bench.Peers.Workloads;

/// <summary>What is read of a BERT.</summary>
internal enum BertOutput
{
    /// <summary>The last hidden state of every token.</summary>
    HiddenStates,

    /// <summary>The pooler's output, which a classifier reads: one vector for each text.</summary>
    Pooled,

    /// <summary>Masked-LM logits: of every token where an exported graph computes them, of the masks alone in Klue.</summary>
    VocabularyLogits,
}
