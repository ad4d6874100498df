using System.Text;
using Klue.Tokenizer.Normalization;

namespace Klue.Tokenizer.WordPiece;

/// <summary>A normalised word and where in the text each of its code units comes from, as far as a word can be cut at all.</summary>
internal sealed class IrregularWord
{
    [ThreadStatic]
    private static IrregularWord? _threadInstance;

    private readonly int _longest;
    private readonly char[] _units;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly Token[] _pieces;
    private int _unitCount;
    private int _scalarCount;

    private IrregularWord(int longest)
    {
        _longest = longest;
        _units = new char[2 * longest];
        _starts = new int[2 * longest];
        _ends = new int[2 * longest];
        _pieces = new Token[2 * longest];
    }

    public bool IsEmpty => _scalarCount == 0;

    /// <summary>Whether the word has more scalars than a word may have; the surplus is not kept.</summary>
    public bool IsTooLong => _scalarCount > _longest;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<char> Units => _units.AsSpan(0, _unitCount);

    /// <summary>Room for the word's pieces.</summary>
    public Span<Token> Pieces => _pieces;

    /// <summary>The calling thread's own word, empty.</summary>
    public static IrregularWord ForThisThread(int longest)
    {
        if (_threadInstance is not { } word || word._longest != longest)
        {
            _threadInstance = word = new IrregularWord(longest);
        }

        word.Clear();
        return word;
    }

    public void Append(NormalizedScalar scalar)
    {
        if (IsEmpty)
        {
            Start = scalar.Start;
        }

        End = scalar.End;
        if (_scalarCount > _longest)
        {
            return;
        }

        _scalarCount++;
        if (_scalarCount <= _longest)
        {
            var count = new Rune(scalar.Value).EncodeToUtf16(_units.AsSpan(_unitCount));
            _starts.AsSpan(_unitCount, count).Fill(scalar.Start);
            _ends.AsSpan(_unitCount, count).Fill(scalar.End);
            _unitCount += count;
        }
    }

    public void Clear() => _unitCount = _scalarCount = 0;

    /// <summary>The range of the text that a piece, with offsets into <see cref="Units"/>, comes from.</summary>
    public (int Start, int End) SourceOf(Token piece) => (_starts[piece.Start], _ends[piece.End - 1]);
}
