namespace Klue.Server.Page;

/// <summary>The pieces of a text, special ones included.</summary>
internal sealed record PiecesAnswer(IReadOnlyList<PieceInfo> Pieces);
