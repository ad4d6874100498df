namespace Klue.Tokenizer.WordPiece;

/// <summary>Counts tokens.</summary>
internal struct CountSink : ITokenSink
{
    private int _count;

    public static bool TracksOffsets => false;

    /// <summary>The number of tokens of finished words.</summary>
    public int Count { get; private set; }

    public void Add(int id, int start, int end) => _count++;

    public void Undo() => _count = Count;

    public bool EndWord()
    {
        Count = _count;
        return true;
    }
}
