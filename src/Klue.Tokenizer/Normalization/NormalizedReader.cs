using Klue.Tokenizer.Added;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Normalization;

/// <summary>
/// Reads text as the normaliser makes it, scalar by scalar, each with its range of the text, up to the end or to the next added
/// token. A copy of a reader reads on by itself: that is how a caller looks ahead.
/// </summary>
internal ref partial struct NormalizedReader<TText, TUnit>
    where TText : struct, ITextFormat<TUnit>
    where TUnit : unmanaged
{
    private readonly ReadOnlySpan<TUnit> _text;
    private readonly BertNormalizer _normalizer;
    private readonly AddedTokenTrie? _stops;
    private ScalarQueue _queue;
    private ArraySegment<NormalizedScalar> _marks;

    /// <summary>Reads from a position on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="normalizer">What to do to the text.</param>
    /// <param name="stops">The tokens of which any ends the reading, or null.</param>
    public NormalizedReader(ReadOnlySpan<TUnit> text, int position, BertNormalizer normalizer, AddedTokenTrie? stops)
    {
        _text = text;
        _normalizer = normalizer;
        _stops = stops;
        _marks = ArraySegment<NormalizedScalar>.Empty;
        Position = position;
    }

    /// <summary>The place in the text behind the characters read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all that the characters read so far become has been read.</summary>
    public readonly bool IsBetweenCharacters => _queue.IsEmpty && _marks.Count == 0;

    /// <summary>Reads the next scalar; false at the end or before an added token.</summary>
    public bool TryRead(out NormalizedScalar scalar)
    {
        while (IsBetweenCharacters)
        {
            var start = Position;
            if (!TryReadCharacter(out var value))
            {
                scalar = default;
                return false;
            }

            Normalize(value, start);
        }

        if (!_queue.IsEmpty)
        {
            scalar = _queue.Dequeue();
        }
        else
        {
            scalar = _marks[0];
            _marks = _marks[1..];
        }

        return true;
    }

    private bool TryReadCharacter(out int scalar)
    {
        if (Position >= _text.Length || _stops?.Match<TText, TUnit>(_text, Position, out _) is not null)
        {
            scalar = 0;
            return false;
        }

        scalar = TText.ReadScalar(_text, Position, out var length);
        Position += length;
        return true;
    }

    private void Normalize(int scalar, int start)
    {
        var properties = UnicodeTables.PropertiesOf(scalar);
        var space = new NormalizedScalar(' ', start, Position);
        switch (_normalizer.CleaningOf(properties))
        {
            case Cleaning.Remove:
                break;
            case Cleaning.Space:
                _queue.Enqueue(space);
                break;
            case Cleaning.Surround:
                _queue.Enqueue(space);
                StripAndLower(scalar, properties, start);
                _queue.Enqueue(space);
                break;
            default:
                StripAndLower(scalar, properties, start);
                break;
        }
    }

    private void StripAndLower(int scalar, ScalarProperties properties, int start)
    {
        var source = new NormalizedScalar(scalar, start, Position);
        if (!_normalizer.StripAccents)
        {
            Lower(source);
            return;
        }

        Span<int> buffer = stackalloc int[MaxParts];
        var parts = Decompose(scalar, properties, buffer);
        var starters = 0;
        while (starters < parts.Length && UnicodeTables.PropertiesOf(parts[starters]) is { IsCombining: false } part)
        {
            if (!part.IsNonspacingMark)
            {
                Lower(source with { Value = parts[starters] });
            }

            starters++;
        }

        if (starters < parts.Length)
        {
            ReadMarks(parts, starters, source);
        }
    }

    private void Lower(NormalizedScalar scalar)
    {
        var lower = _normalizer.Lowercase ? UnicodeTables.LowerCaseOf(scalar.Value) : [];
        if (lower.IsEmpty)
        {
            _queue.Enqueue(scalar);
        }

        foreach (var value in lower)
        {
            _queue.Enqueue(scalar with { Value = value });
        }
    }
}
