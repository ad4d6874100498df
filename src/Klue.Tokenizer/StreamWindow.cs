using Klue.Tokenizer.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <summary>A window that slides over a text, encoding what it shows. It grows only for a word that does not fit into it.</summary>
internal sealed class StreamWindow<TText, TUnit>(WordPieceEncoder encoder)
    where TText : struct, ITextFormat<TUnit>
    where TUnit : unmanaged
{
    private const int InitialLength = 1 << 16;
    private const int TokensAtOnce = 4096;

    private readonly Token[] _tokens = new Token[Math.Max(TokensAtOnce, encoder.LongestWord)];
    private TUnit[] _units = new TUnit[InitialLength];
    private int _count;
    private int _enough;
    private long _offset;
    private long _firstWord;
    private int _wordCount;
    private bool _isFinal;
    private EncoderState _state;

    /// <summary>Encodes on; the number of tokens is 0 when more text is needed, or all is done.</summary>
    public int Encode()
    {
        if (_count < _enough && !_isFinal)
        {
            return 0;
        }

        _firstWord += _wordCount;
        var sink = new TokenSink(_tokens, firstWord: 0);
        encoder.Encode<TText, TUnit, TokenSink>(_units.AsSpan(0, _count), ref _state, _isFinal, ref sink);
        _wordCount = sink.Word;

        // What is left will be read again, so it has to double first: a long word in small portions still takes linear time.
        _enough = sink.Count == 0 ? _count + (_count - _state.Position) : 0;
        return sink.Count;
    }

    /// <summary>One of the tokens that were encoded last.</summary>
    public StreamToken this[int index]
    {
        get
        {
            var (id, start, end, word) = _tokens[index];
            return new StreamToken(id, _offset + start, _offset + end, _firstWord + word);
        }
    }

    /// <summary>Slides on and gives the room for more text; empty once the text has ended.</summary>
    public Memory<TUnit> MakeRoom()
    {
        if (_isFinal)
        {
            return Memory<TUnit>.Empty;
        }

        var start = encoder.FirstNeeded<TText, TUnit>(_units.AsSpan(0, _count), _state);
        var kept = _units.AsSpan(start.._count);
        _count = kept.Length;
        _enough -= start;
        _offset += start;
        _state.Position -= start;
        _state.AddedTokenEnd = Math.Max(0, _state.AddedTokenEnd - start);
        if (Math.Max(_enough, _count + 1) > _units.Length)
        {
            _units = new TUnit[2 * _units.Length];
        }

        kept.CopyTo(_units);
        return _units.AsMemory(_count);
    }

    /// <summary>Takes note of how much text was read; nothing means its end.</summary>
    public void Add(int count)
    {
        _count += count;
        _isFinal = count == 0;
    }
}
