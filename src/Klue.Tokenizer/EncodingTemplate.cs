using System.Collections.Immutable;

namespace Klue.Tokenizer;

/// <summary>The special tokens around one text and around two, and all type ids.</summary>
internal sealed record EncodingTemplate(ImmutableArray<TemplatePiece> Single, ImmutableArray<TemplatePiece> Pair)
{
    private readonly int _singleSpecial = CountSpecial(Single);
    private readonly int _pairSpecial = CountSpecial(Pair);

    /// <summary>No special tokens.</summary>
    public static EncodingTemplate None { get; } = new([TemplatePiece.Text(0, 0)], [TemplatePiece.Text(0, 0), TemplatePiece.Text(1, 1)]);

    /// <summary>BERT's: <c>[CLS] A [SEP]</c> and <c>[CLS] A [SEP] B [SEP]</c>.</summary>
    public static EncodingTemplate Bert(int classId, int separatorId)
    {
        ImmutableArray<TemplatePiece> single =
            [TemplatePiece.Special(classId, 0), TemplatePiece.Text(0, 0), TemplatePiece.Special(separatorId, 0)];
        return new EncodingTemplate(single, [.. single, TemplatePiece.Text(1, 1), TemplatePiece.Special(separatorId, 1)]);
    }

    /// <summary>The template of one text or of two.</summary>
    public ImmutableArray<TemplatePiece> For(bool pair) => pair ? Pair : Single;

    /// <summary>The number of special tokens around one text or around two.</summary>
    public int SpecialTokenCount(bool pair) => pair ? _pairSpecial : _singleSpecial;

    private static int CountSpecial(ImmutableArray<TemplatePiece> pieces)
    {
        var count = 0;
        foreach (var piece in pieces)
        {
            count += piece.Sequence is null ? 1 : 0;
        }

        return count;
    }
}
