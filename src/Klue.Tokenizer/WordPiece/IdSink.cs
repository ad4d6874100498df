namespace Klue.Tokenizer.WordPiece;

/// <summary>Writes ids into the caller's span.</summary>
internal ref struct IdSink(Span<int> destination) : ITokenSink
{
    private readonly Span<int> _destination = destination;
    private int _count;

    public static bool TracksOffsets => false;

    /// <summary>The number of ids of finished words.</summary>
    public int Count { get; private set; }

    public void Add(int id, int start, int end)
    {
        if ((uint)_count < (uint)_destination.Length)
        {
            _destination[_count] = id;
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
        return true;
    }
}
