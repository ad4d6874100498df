using System.Runtime.CompilerServices;

namespace Klue.Tokenizer.WordPiece;

/// <summary>
/// Finds places for the children of trie nodes in one array, so that a child lies at its parent's base plus its symbol and no two
/// share a cell (Aoe 1989). Free cells are a list in ascending order.
/// </summary>
internal sealed class DoubleArray
{
    /// <summary>Cells tried in vain for several children before later searches begin behind them; single children fill the gaps.</summary>
    private const int Patience = 64;

    private int[] _next = [];
    private int[] _previous = [];
    private bool[] _used = [];
    private int _firstFree = -1;
    private int _lastFree = -1;
    private int _firstHopeful;

    /// <summary>Begins with cells that are taken.</summary>
    /// <param name="taken">Their number.</param>
    /// <param name="symbolCount">The largest symbol.</param>
    public DoubleArray(int taken, int symbolCount)
    {
        // Behind the last cell taken there is always a free one, at no less than any symbol: every search ends.
        Grow(taken + 2 * symbolCount + 1);
        for (var cell = 0; cell < taken; cell++)
        {
            Take(cell);
        }
    }

    /// <summary>One more than the last cell taken.</summary>
    public int Length { get; private set; }

    /// <summary>Takes a cell for each symbol and returns the base.</summary>
    /// <param name="symbols">The symbols of the children, ascending, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Place(ReadOnlySpan<int> symbols)
    {
        var origin = FindOrigin(symbols);
        foreach (var symbol in symbols)
        {
            Take(origin + symbol);
        }

        return origin;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindOrigin(ReadOnlySpan<int> symbols)
    {
        var isSingle = symbols.Length == 1;
        var failures = 0;
        for (var cell = isSingle ? _firstFree : _firstHopeful; ; cell = _next[cell])
        {
            // Bases are not negative, so that adding any symbol stays inside.
            if (cell >= symbols[0] && Fits(cell - symbols[0], symbols))
            {
                return cell - symbols[0];
            }

            if (!isSingle && ++failures == Patience)
            {
                _firstHopeful = _next[cell];
                failures = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Fits(int origin, ReadOnlySpan<int> symbols)
    {
        Reserve(origin + symbols[^1] + 2);
        foreach (var symbol in symbols)
        {
            if (_used[origin + symbol])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(int cell)
    {
        var (previous, next) = (_previous[cell], _next[cell]);
        _firstHopeful = cell == _firstHopeful ? next : _firstHopeful;
        (previous < 0 ? ref _firstFree : ref _next[previous]) = next;
        (next < 0 ? ref _lastFree : ref _previous[next]) = previous;
        _used[cell] = true;
        Length = Math.Max(Length, cell + 1);
    }

    private void Reserve(int length)
    {
        if (length > _used.Length)
        {
            Grow(Math.Max(length, 2 * _used.Length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow(int length)
    {
        var first = _used.Length;
        Array.Resize(ref _used, length);
        Array.Resize(ref _next, length);
        Array.Resize(ref _previous, length);
        for (var cell = first; cell < length; cell++)
        {
            _previous[cell] = cell - 1;
            _next[cell] = cell + 1;
        }

        _previous[first] = _lastFree;
        (_lastFree < 0 ? ref _firstFree : ref _next[_lastFree]) = first;
        _next[length - 1] = -1;
        _lastFree = length - 1;
    }
}
