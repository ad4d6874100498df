namespace Klue.Models;

/// <summary>Where in a layer a matrix stands; in the order in which they are computed.</summary>
internal enum EncoderPlace
{
    /// <summary>Hidden states to queries.</summary>
    Query,

    /// <summary>Hidden states to keys and values.</summary>
    KeyValue,

    /// <summary>Attention's context to its output.</summary>
    AttentionOutput,

    /// <summary>Hidden states to the inside of the feed-forward part.</summary>
    Intermediate,

    /// <summary>The inside of the feed-forward part to its output.</summary>
    Output,
}
