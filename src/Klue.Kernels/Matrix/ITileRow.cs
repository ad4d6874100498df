namespace Klue.Kernels;

/// <summary>The accumulators of one row of a tile, a few vectors wide; and as many elements of a line of b.</summary>
internal unsafe interface ITileRow<TSelf>
    where TSelf : unmanaged, ITileRow<TSelf>
{
    /// <summary>The tier whose instructions these are.</summary>
    static abstract SimdTier Tier { get; }

    /// <summary>The most rows whose accumulators, a line of b and one broadcast element of a fit into the registers; 12 at most.</summary>
    static abstract int MostRows { get; }

    /// <summary>The vectors of a row.</summary>
    static abstract int Vectors { get; }

    /// <summary>The columns of a tile.</summary>
    static abstract int Columns { get; }

    /// <summary>The most rows that a tile should have in a product of so many.</summary>
    static virtual int Height(int rows) => TSelf.MostRows;

    /// <summary>As many elements as the tile has columns.</summary>
    static abstract TSelf Load<TFormat>(byte* source)
        where TFormat : struct, IElementFormat;

    /// <summary>The same in every column.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Adds one element of a times one row of b.</summary>
    void MultiplyAdd(float a, TSelf b);

    /// <summary>Adds a row, element by element.</summary>
    void Add(TSelf other);

    /// <summary>Stores the elements.</summary>
    void Store(float* output);

    /// <summary>Adds the elements to those of the output.</summary>
    void AddTo(float* output);
}
