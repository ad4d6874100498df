namespace Klue.Server.OpenAi;

/// <summary>A vector and how it is written.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="IsBase64">Whether they are written as base64 of little-endian float32; otherwise as JSON numbers.</param>
internal readonly record struct EmbeddingNumbers(ReadOnlyMemory<float> Values, bool IsBase64);
