namespace Klue.Tokenizer.WordPiece;

/// <summary>Where the encoding of a text stands; with it an encoding that ran out of room goes on.</summary>
internal struct EncoderState
{
    /// <summary>All before this place has been encoded.</summary>
    public int Position;

    /// <summary>The end of the last added token: the white space that a token takes to its left begins no earlier.</summary>
    public int AddedTokenEnd;
}
