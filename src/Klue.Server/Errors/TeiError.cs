namespace Klue.Server.Errors;

/// <summary>An error as text-embeddings-inference writes it.</summary>
internal sealed record TeiError(string Error, string ErrorType);
