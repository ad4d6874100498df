using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Normalization;

/// <content>
/// Canonical order. Accent stripping decomposes, sorts each run of combining marks by class, and then removes those of category Mn;
/// only a run that keeps a mark of another category shows the sorting.
/// </content>
internal ref partial struct NormalizedReader<TText, TUnit>
{
    private const int MaxParts = 4;

    /// <summary>
    /// Reads the run of marks that begins inside the decomposition of one character: <paramref name="parts"/> from
    /// <paramref name="starters"/> on. Runs that vanish are passed over without allocating.
    /// </summary>
    private void ReadMarks(scoped ReadOnlySpan<int> parts, int starters, NormalizedScalar source)
    {
        var keepsAny = KeepsAny(parts[starters..]);
        Span<int> buffer = stackalloc int[MaxParts];
        var runEnd = Position;
        while (TryReadMark(ref runEnd, buffer, out var following, out _))
        {
            keepsAny |= KeepsAny(following);
        }

        if (keepsAny)
        {
            _marks = OrderedMarks(parts, starters, source, runEnd);
        }

        Position = runEnd;
    }

    private readonly ArraySegment<NormalizedScalar> OrderedMarks(
        scoped ReadOnlySpan<int> parts, int starters, NormalizedScalar source, int runEnd)
    {
        List<(int Scalar, bool BeginsCharacter)> marks = [];
        List<NormalizedScalar> characters = [];
        AddCharacter(marks, parts, starters);
        if (starters == 0)
        {
            characters.Add(source);
        }

        Span<int> buffer = stackalloc int[MaxParts];
        for (var position = Position; position < runEnd && TryReadMark(ref position, buffer, out var following, out var character);)
        {
            AddCharacter(marks, following, 0);
            characters.Add(character);
        }

        // Hugging Face keeps track of the origin by count, not by identity: in sorted order, the n-th mark that began a character
        // belongs to the n-th character, and any other to the one before it.
        List<NormalizedScalar> ordered = [];
        var next = 0;
        foreach (var (scalar, beginsCharacter) in marks.OrderBy(mark => UnicodeTables.CombiningClassOf(mark.Scalar)))
        {
            if (beginsCharacter)
            {
                source = characters[next++];
            }

            if (!UnicodeTables.PropertiesOf(scalar).IsNonspacingMark)
            {
                ordered.Add(source with { Value = scalar });
            }
        }

        return ordered.ToArray();
    }

    private static void AddCharacter(List<(int Scalar, bool BeginsCharacter)> marks, ReadOnlySpan<int> parts, int starters)
    {
        for (var i = starters; i < parts.Length; i++)
        {
            marks.Add((parts[i], i == 0));
        }
    }

    /// <summary>Reads the next character if its decomposition begins with a mark; characters that cleaning removes do not count.</summary>
    private readonly bool TryReadMark(ref int position, Span<int> buffer, out ReadOnlySpan<int> parts, out NormalizedScalar character)
    {
        var ahead = this;
        ahead.Position = position;
        while (true)
        {
            var start = ahead.Position;
            if (!ahead.TryReadCharacter(out var scalar))
            {
                break;
            }

            var properties = UnicodeTables.PropertiesOf(scalar);
            var cleaning = _normalizer.CleaningOf(properties);
            if (cleaning == Cleaning.Remove)
            {
                continue;
            }

            parts = Decompose(scalar, properties, buffer);
            if (cleaning != Cleaning.Keep || !UnicodeTables.PropertiesOf(parts[0]).IsCombining)
            {
                break;
            }

            position = ahead.Position;
            character = new NormalizedScalar(scalar, start, position);
            return true;
        }

        parts = [];
        character = default;
        return false;
    }

    private static ReadOnlySpan<int> Decompose(int scalar, ScalarProperties properties, Span<int> buffer)
    {
        if (HangulSyllable.Contains(scalar))
        {
            return buffer[..HangulSyllable.Decompose(scalar, buffer)];
        }

        if (properties.IsMapped && UnicodeTables.DecompositionOf(scalar) is { IsEmpty: false } parts)
        {
            return parts;
        }

        buffer[0] = scalar;
        return buffer[..1];
    }

    private static bool KeepsAny(ReadOnlySpan<int> marks)
    {
        foreach (var mark in marks)
        {
            if (!UnicodeTables.PropertiesOf(mark).IsNonspacingMark)
            {
                return true;
            }
        }

        return false;
    }
}
