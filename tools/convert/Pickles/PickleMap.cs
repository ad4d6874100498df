namespace Klue.Conversion.Pickles;

/// <summary>
/// A <c>dict</c> or <c>OrderedDict</c>, as its pairs in the order in which they were set; it may hold itself. Keys are never
/// hashed nor compared here: a key that holds a tree of tuples would take time without bound.
/// </summary>
internal sealed class PickleMap(bool isOrderedDict) : PickleValue
{
    public List<(PickleValue Key, PickleValue Value)> Entries { get; } = [];

    /// <summary>Whether it is an <c>OrderedDict</c>, which, unlike a <c>dict</c>, may carry attributes.</summary>
    public bool IsOrderedDict { get; } = isOrderedDict;

    public override string Kind => IsOrderedDict ? "an OrderedDict" : "a dictionary";

    /// <summary>The value last set under a string; null when there is none.</summary>
    public PickleValue? Find(string key)
    {
        var place = Entries.FindLastIndex(entry => entry.Key is PickleText text && text.Value == key);
        return place < 0 ? null : Entries[place].Value;
    }
}
