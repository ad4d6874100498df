namespace Klue.Tokenizer.WordPiece;

/// <summary>Writes whole tokens into a span.</summary>
internal ref struct TokenSink(Span<Token> destination, int firstWord) : ITokenSink
{
    private readonly Span<Token> _destination = destination;
    private int _count;

    public static bool TracksOffsets => true;

    /// <summary>The number of tokens of finished words.</summary>
    public int Count { get; private set; }

    /// <summary>The number that the next word gets.</summary>
    public int Word { get; private set; } = firstWord;

    public void Add(int id, int start, int end)
    {
        if ((uint)_count < (uint)_destination.Length)
        {
            _destination[_count] = new Token(id, start, end, Word);
        }

        _count++;
    }

    public void Undo() => _count = Count;

    public bool EndWord()
    {
        if (_count > _destination.Length)
        {
            _count = Count;
            return false;
        }

        Count = _count;
        Word++;
        return true;
    }
}
