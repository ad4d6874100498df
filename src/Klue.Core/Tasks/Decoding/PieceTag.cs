namespace Klue.Tasks.Decoding;

/// <summary>A piece of a sentence and the tag predicted for it.</summary>
/// <param name="Start">The UTF-16 index at which the piece begins in the sentence.</param>
/// <param name="End">The index behind its end.</param>
/// <param name="Tag">The tag id.</param>
public readonly record struct PieceTag(int Start, int End, int Tag);
