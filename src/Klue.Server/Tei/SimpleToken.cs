namespace Klue.Server.Tei;

/// <summary>A token and where it comes from, in UTF-16 code units of the caller's string; null where from nowhere.</summary>
internal sealed record SimpleToken(int Id, string Text, bool Special, int? Start, int? Stop);
