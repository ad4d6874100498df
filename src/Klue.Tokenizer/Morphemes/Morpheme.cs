namespace Klue.Tokenizer.Morphemes;

/// <summary>One morpheme of an analysed text: where it stands, and the dictionary's entry for it.</summary>
public readonly struct Morpheme : IEquatable<Morpheme>
{
    private readonly MecabDictionary _dictionary;
    private readonly int _entry;

    internal Morpheme(MecabDictionary dictionary, int entry, int start, int end)
    {
        _dictionary = dictionary;
        _entry = entry;
        Start = start;
        End = end;
    }

    /// <summary>First UTF-16 unit in the text.</summary>
    public int Start { get; }

    /// <summary>UTF-16 unit after the last, in the text.</summary>
    public int End { get; }

    /// <summary>Length in UTF-16 units.</summary>
    public int Length => End - Start;

    /// <summary>The range of the text that the morpheme covers.</summary>
    public Range Range => Start..End;

    /// <summary>The entry's feature, as in <c>VV+EC,*,F,비해,Inflect,VV,EC,비하/VV/*+아/EC/*</c>; decoded anew at each call.</summary>
    public string Feature => System.Text.Encoding.UTF8.GetString(FeatureUtf8);

    /// <summary>The feature's bytes, without a copy.</summary>
    public ReadOnlySpan<byte> FeatureUtf8 => _dictionary.FeatureOf(_entry);

    /// <summary>The first field of the feature, as in <c>NNG</c> or <c>VV+EC</c>; decoded anew at each call.</summary>
    public string PartOfSpeech
    {
        get
        {
            var feature = FeatureUtf8;
            var end = feature.IndexOf((byte)',');
            return System.Text.Encoding.UTF8.GetString(end < 0 ? feature : feature[..end]);
        }
    }

    /// <summary>Cost of the entry itself, without connections.</summary>
    public int Cost => _dictionary.Entries[_entry].Cost;

    /// <summary>Context id towards the morpheme before.</summary>
    public int LeftId => _dictionary.Entries[_entry].LeftId;

    /// <summary>Context id towards the morpheme after.</summary>
    public int RightId => _dictionary.Entries[_entry].RightId;

    /// <summary>Number of the part of speech in <c>pos-id.def</c>.</summary>
    public int PartOfSpeechId => _dictionary.Entries[_entry].PartOfSpeechId;

    /// <summary>Whether the dictionary lacks the word, so that it was formed by character categories.</summary>
    public bool IsUnknown => _entry >= _dictionary.FirstUnknownEntry;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(Morpheme left, Morpheme right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Morpheme left, Morpheme right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Morpheme other) =>
        ReferenceEquals(_dictionary, other._dictionary) && _entry == other._entry && Start == other.Start && End == other.End;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Morpheme other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_entry, Start, End);

    /// <inheritdoc/>
    public override string ToString() => $"{Start}..{End} {Feature}";
}
