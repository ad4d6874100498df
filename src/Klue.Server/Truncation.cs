using Klue.Tokenizer;

namespace Klue.Server;

/// <summary>Whether and where texts that are too long are cut.</summary>
/// <param name="IsAllowed">Whether; otherwise they are refused.</param>
/// <param name="Side">Where.</param>
internal readonly record struct Truncation(bool IsAllowed, Side Side = Side.Right);
