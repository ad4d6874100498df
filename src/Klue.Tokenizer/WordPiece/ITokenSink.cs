namespace Klue.Tokenizer.WordPiece;

/// <summary>Takes tokens one at a time. Those of an unfinished word can be taken back: it may turn out to be unknown.</summary>
internal interface ITokenSink
{
    /// <summary>Whether <see cref="Add"/> reads the offsets; where not, they are not computed.</summary>
    static abstract bool TracksOffsets { get; }

    /// <summary>Adds a token of the current word.</summary>
    void Add(int id, int start, int end);

    /// <summary>Takes back the tokens of the current word.</summary>
    void Undo();

    /// <summary>Ends the current word; false when there is no room for it, and then its tokens are taken back.</summary>
    bool EndWord();
}
