namespace Klue.Conversion.Pickles;

/// <summary>
/// What a pickle may use. A real one of a 200-tensor model has 30 KB and 10,000 items; these bounds leave room for hundreds
/// of times as much and keep a hostile one below 64 MB and far below a second.
/// </summary>
internal static class PickleLimits
{
    /// <summary>The longest pickle, in bytes.</summary>
    public const int Bytes = 16 << 20;

    /// <summary>The most values, elements of containers and memo entries, taken together.</summary>
    public const int Items = 600_000;

    /// <summary>The most values on the stack at a time. Python's pickler sets dictionaries in parts of 1,000 pairs.</summary>
    public const int Stack = 65_536;

    /// <summary>The most open marks at a time.</summary>
    public const int Marks = 1_000;

    /// <summary>The longest line of a GLOBAL opcode, in bytes.</summary>
    public const int NameBytes = 1_000;

    /// <summary>The most dimensions of a tensor, as in PyTorch.</summary>
    public const int Rank = 64;
}
