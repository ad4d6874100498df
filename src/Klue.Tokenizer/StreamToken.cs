namespace Klue.Tokenizer;

/// <summary>One token of a text that may be longer than memory.</summary>
/// <param name="Id">Its id in the vocabulary.</param>
/// <param name="Start">Where it begins: UTF-16 code units read from a reader, bytes read from a stream.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Word">The number of its word, counted over the text.</param>
public readonly record struct StreamToken(int Id, long Start, long End, long Word);
