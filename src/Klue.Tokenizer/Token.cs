namespace Klue.Tokenizer;

/// <summary>One token of a text, without the special tokens that a template puts around it.</summary>
/// <param name="Id">Its id in the vocabulary.</param>
/// <param name="Start">Where it begins in the caller's text: UTF-16 code units of a string, bytes of UTF-8.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Word">The number of its word, counted over the text: words end at white space, punctuation and ideographs.</param>
public readonly record struct Token(int Id, int Start, int End, int Word);
