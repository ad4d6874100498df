namespace Klue.Conversion.Writing;

/// <summary>A small file that goes along with the weights: where it goes, and its content, perhaps changed.</summary>
internal sealed record Companion(string Target, ReadOnlyMemory<byte> Content);
