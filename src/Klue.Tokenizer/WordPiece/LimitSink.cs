namespace Klue.Tokenizer.WordPiece;

/// <summary>Counts tokens up to a limit and remembers where the text can be cut so that what is before keeps within it.</summary>
internal struct LimitSink(int limit) : ITokenSink
{
    private (int Count, int End, int CutCount, int Cut) _now;
    private (int Count, int End, int CutCount, int Cut) _kept;

    public static bool TracksOffsets => true;

    /// <summary>The number of tokens of finished words, or, past the limit, of the text before <see cref="Cut"/>.</summary>
    public readonly int Count => Exceeded ? _kept.CutCount : _kept.Count;

    /// <summary>The last place that no token spans with at most the limit of tokens before it.</summary>
    public readonly int Cut => _kept.Cut;

    /// <summary>Whether the text has more tokens than the limit.</summary>
    public readonly bool Exceeded => _kept.Count > limit;

    public void Add(int id, int start, int end)
    {
        // Two tokens can share one character (its lower case may be two scalars): a cut lies where the next token begins anew.
        if (_now.Count <= limit && start >= _now.End)
        {
            (_now.CutCount, _now.Cut) = (_now.Count, _now.End);
        }

        _now.Count++;
        _now.End = end;
    }

    public void Undo() => _now = _kept;

    public bool EndWord()
    {
        _kept = _now;
        return !Exceeded;
    }
}
