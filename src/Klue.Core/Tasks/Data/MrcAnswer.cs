namespace Klue.Tasks.Data;

/// <summary>An accepted answer of a question.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Start">The code point of the passage at which it begins.</param>
public sealed record MrcAnswer(string Text, int Start);
