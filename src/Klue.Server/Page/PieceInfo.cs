using Klue.Tokenizer;

namespace Klue.Server.Page;

/// <summary>A piece of a text.</summary>
/// <param name="Token">Its name in the vocabulary.</param>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the text.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Word">The word it belongs to, from 0; null for what the template adds.</param>
/// <param name="IsSpecial">Whether the template adds it.</param>
internal sealed record PieceInfo(string Token, int Id, int Start, int End, int? Word, bool IsSpecial)
{
    public static IReadOnlyList<PieceInfo> Of(Encoding encoding) =>
    [
        .. Enumerable.Range(0, encoding.Count).Select(token => new PieceInfo(
            encoding.Tokens[token],
            encoding.Ids[token],
            encoding.Offsets[token].Start,
            encoding.Offsets[token].End,
            encoding.WordIds[token],
            encoding.SpecialTokensMask[token] == 1)),
    ];
}
