namespace Klue.Bench.Peers.Workloads;

/// <summary>How an engine takes many texts.</summary>
internal enum Batching
{
    /// <summary>All at once, the tokens of all texts one after another.</summary>
    Ragged,

    /// <summary>All at once, filled up to the longest.</summary>
    Padded,

    /// <summary>Sorted by length, eight at a time, filled up to the longest of the eight.</summary>
    SortedEights,

    /// <summary>One after another.</summary>
    Singles,
}
