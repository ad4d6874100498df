namespace Klue.Conversion.Sources;

/// <summary>A row of a file of texts.</summary>
internal sealed record SampleText(string Text, string? Pair, string? Label);
