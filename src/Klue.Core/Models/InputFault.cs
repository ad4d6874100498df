namespace Klue.Models;

/// <summary>What is wrong with an input, for callers that answer different faults differently.</summary>
public enum InputFault
{
    /// <summary>None of the following; the message says what.</summary>
    Other,

    /// <summary>It has no tokens.</summary>
    Empty,

    /// <summary>It has more tokens than fit, and may not be cut.</summary>
    TooLong,
}
