namespace Klue.Kernels;

/// <summary>Weights as floating-point numbers, [panels][K][48].</summary>
/// <typeparam name="TElement">What holds one.</typeparam>
/// <typeparam name="TFormat">How it is read.</typeparam>
internal abstract unsafe class FloatPanels<TElement, TFormat> : WeightPanels
    where TElement : unmanaged
    where TFormat : struct, IElementFormat
{
    /// <summary>Rows of W in one panel, and elements from one of a row to its next.</summary>
    protected const int PanelWidth = PackedMatrix.PanelWidth;

    private readonly NativeBuffer<TElement> _panels;

    protected FloatPanels(int rows, int columns, IPackedMemory memory)
        : base(rows, columns, PanelWidth)
    {
        _panels = memory.Take<TElement>(PackedPart.Panels, Count, columns, PanelWidth);
    }

    public override WeightFormat Format => TFormat.Format;

    public override byte* First => (byte*)_panels.Pointer;

    public override nint ByteLength => _panels.ByteLength;

    /// <summary>Elements of a panel.</summary>
    protected nint PanelLength => (nint)Columns * PanelWidth;

    public override void SetRows(int firstRow, int count, float* weights)
    {
        // A piece of rows in each panel that they reach into.
        for (int row = 0, pieceRows; row < count; row += pieceRows)
        {
            pieceRows = Math.Min(count - row, PanelWidth - ((firstRow + row) % PanelWidth));
            SetPiece(weights + ((nint)row * Columns), Column(firstRow + row), pieceRows);
        }
    }

    public override void CopyRow(int row, float* destination)
    {
        var source = Column(row);
        for (var k = 0; k < Columns; k++)
        {
            TFormat.Load<Lanes1>(source + ((nint)k * PanelWidth)).Store(destination + k);
        }
    }

    public override void Visit(IPackedVisitor visitor) => visitor.Visit(PackedPart.Panels, _panels, Count, Columns, PanelWidth);

    public override void Dispose() => _panels.Dispose();

    /// <summary>Sets rows of W, [rows, K], in one panel, from the column of the first on.</summary>
    protected abstract void SetPiece(float* weights, TElement* column, int rows);

    // A row of W is a column of its panel: K elements.
    private TElement* Column(int row) => _panels.Pointer + (row / PanelWidth * PanelLength) + (row % PanelWidth);
}
