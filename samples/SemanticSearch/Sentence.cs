namespace Klue.Samples;

/// <summary>A line of the file.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Vector">What it means.</param>
internal sealed record Sentence(int Line, string Text, ReadOnlyMemory<float> Vector);
