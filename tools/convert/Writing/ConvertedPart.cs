namespace Klue.Conversion.Writing;

/// <summary>The weights of one part of a model, as they were converted or would be.</summary>
/// <param name="Source">The file or index that was read.</param>
/// <param name="Format">Its format, in words.</param>
/// <param name="Target">The files that were written.</param>
/// <param name="Plan">What became of each tensor.</param>
internal sealed record ConvertedPart(string Source, string Format, IReadOnlyList<string> Target, ConversionPlan Plan);
