namespace Klue.Tokenizer.Training;

/// <summary>A pair in a <see cref="PairQueue"/>.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Index">The queue's own number for the pair.</param>
/// <param name="Words">The queue's own list of the words to change.</param>
internal readonly record struct QueuedPair(PiecePair Pair, int Index, int Words);
