namespace Klue.Tokenizer;

/// <summary>One piece of what a text is framed by.</summary>
/// <param name="Sequence">0 for the place of the first text, 1 for that of the second; null for a special token.</param>
/// <param name="Id">The id of the special token.</param>
/// <param name="TypeId">The type id of all its tokens.</param>
internal sealed record TemplatePiece(int? Sequence, int Id, int TypeId)
{
    public static TemplatePiece Text(int sequence, int typeId) => new(sequence, -1, typeId);

    public static TemplatePiece Special(int id, int typeId) => new(null, id, typeId);
}
