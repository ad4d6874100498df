namespace Klue.Tokenizer;

/// <summary>A part of a text that a model takes at once.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="TokenCount">The number of its tokens when encoded by itself, special tokens not counted.</param>
public readonly record struct TextChunk(int Start, int End, int TokenCount);
