namespace Klue.Tasks.Data;

/// <summary>An entity marked in a sentence.</summary>
/// <param name="Word">Its text.</param>
/// <param name="Start">Its first code point.</param>
/// <param name="End">Its last code point: inclusive, as in KLUE's files.</param>
/// <param name="Type">Its type, for example <c>PER</c>.</param>
public sealed record EntitySpan(string Word, int Start, int End, string Type);
