namespace Klue.Kernels;

/// <summary>
/// How a product is cut into chunks, each a few panels of a block of rows: the block's part of the input stays in the second-level
/// cache while the panels pass.
/// </summary>
internal readonly struct PanelGrid
{
    // Fetching a panel costs about as much as computing eight rows with it.
    private const int RowsWorthOnePanel = 8;

    private readonly int _rows;
    private readonly int _panels;
    private readonly int _panelsPerChunk;
    private readonly int _chunksPerBlock;
    private readonly int _blocks;

    /// <param name="rows">M.</param>
    /// <param name="rowsPerBlock">The most rows of a block.</param>
    /// <param name="panels">Number of panels.</param>
    /// <param name="panelWork">Multiply-adds of one row with one panel.</param>
    /// <param name="workPerChunk">Multiply-adds worth handing to another thread.</param>
    public PanelGrid(int rows, int rowsPerBlock, int panels, long panelWork, long workPerChunk)
    {
        (_rows, _panels) = (rows, panels);
        _blocks = CeilingDivide(rows, rowsPerBlock);
        var work = panelWork * (CeilingDivide(rows, Math.Max(_blocks, 1)) + RowsWorthOnePanel);
        _panelsPerChunk = (int)Math.Clamp(workPerChunk / Math.Max(1, work), 1, Math.Max(panels, 1));
        _chunksPerBlock = CeilingDivide(panels, _panelsPerChunk);
    }

    /// <summary>Number of chunks.</summary>
    public int Chunks => checked(_blocks * _chunksPerBlock);

    /// <summary>The rows and panels of a chunk.</summary>
    public GemmChunk Chunk(int chunk)
    {
        var block = chunk / _chunksPerBlock;
        var firstPanel = chunk % _chunksPerBlock * _panelsPerChunk;
        var firstRow = (int)((long)_rows * block / _blocks);
        return new GemmChunk(
            firstRow,
            Rows: (int)((long)_rows * (block + 1) / _blocks) - firstRow,
            firstPanel,
            Panels: Math.Min(_panelsPerChunk, _panels - firstPanel));
    }

    private static int CeilingDivide(int count, int size) => (int)((count + (size - 1L)) / size);
}
