namespace Klue.Bench.Peers.Tokenizers;

/// <summary>A tokenizer on one thread, with memory of its own.</summary>
internal interface ITokenizerWorker
{
    /// <summary>Encodes a text of the sample, [CLS] and [SEP] around it where the tokenizer puts them: what is timed.</summary>
    /// <returns>The number of tokens.</returns>
    int Encode(int text);

    /// <summary>The ids of the text that was last encoded, [CLS] and [SEP] around them.</summary>
    int[] Ids();
}
