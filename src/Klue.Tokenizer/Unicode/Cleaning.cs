namespace Klue.Tokenizer.Unicode;

/// <summary>What BERT's normaliser does to a scalar before accents and case.</summary>
internal enum Cleaning
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Removes it: control characters, U+FFFD, unassigned and private ones.</summary>
    Remove,

    /// <summary>Turns it into U+0020.</summary>
    Space,

    /// <summary>Puts a space on both sides of an ideograph.</summary>
    Surround,
}
