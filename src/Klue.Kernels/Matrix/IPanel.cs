namespace Klue.Kernels;

/// <summary>The panels that a tile reads its lines of b from.</summary>
internal interface IPanel
{
    /// <summary>Elements of a line.</summary>
    static abstract int Width { get; }

    /// <summary>Whether they come from memory, so that tiles ask for what is needed later.</summary>
    static abstract bool IsReadAhead { get; }
}
