namespace Klue.Samples;

/// <summary>Texts as vectors.</summary>
/// <param name="Vectors">A vector for each text.</param>
/// <param name="Tokens">How many tokens were read.</param>
internal sealed record EmbedResponse(ReadOnlyMemory<float>[] Vectors, long? Tokens);
