namespace Klue.Kernels;

/// <summary>The accumulators of one row of a tile, a few vectors wide; and as many elements of a line of b.</summary>
internal unsafe interface ITileRow<TSelf>
    where TSelf : unmanaged, ITileRow<TSelf>
{
    /// <summary>The tier whose instructions these are.</summary>
    static abstract SimdTier Tier { get; }

    /// <summary>The most rows whose accumulators, a line of b and one broadcast element of a fit into the registers; 12 at most.</summary>
    static abstract int MostRows { get; }

    /// <summary>The columns of a tile.</summary>
    static abstract int Columns { get; }

    /// <summary>The most rows that a tile should have in a product of so many.</summary>
    static virtual int Height(int rows) => TSelf.MostRows;

    /// <summary>As many elements as the tile has columns.</summary>
    static abstract TSelf Load<TFormat>(byte* source)
        where TFormat : struct, IElementFormat;

    /// <summary>Adds one element of a times one row of b.</summary>
    void MultiplyAdd(float a, TSelf b);

    /// <summary>Stores the accumulators, or adds them to what is there.</summary>
    void Finish(float* output, bool isFirst);
}
