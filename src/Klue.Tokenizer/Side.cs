namespace Klue.Tokenizer;

/// <summary>An end of a text.</summary>
public enum Side
{
    /// <summary>The end, where writing stops.</summary>
    Right,

    /// <summary>The beginning.</summary>
    Left,
}
