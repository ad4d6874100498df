namespace Klue.Kernels;

/// <summary>Weights as float32, [panels][K][48].</summary>
internal sealed unsafe class SinglePanels : WeightPanels
{
    /// <summary>Three 512-bit vectors, six 256-bit, twelve 128-bit.</summary>
    public const int PanelWidth = 48;

    private readonly NativeBuffer<float> _panels;
    private readonly nint _panelLength;

    public SinglePanels(int rows, int columns, IPackedMemory memory)
        : base(rows, columns, PanelWidth)
    {
        _panelLength = (nint)columns * PanelWidth;
        _panels = memory.Take<float>(PackedPart.Panels, Count, columns, PanelWidth);
    }

    public override WeightFormat Format => WeightFormat.F32;

    public override byte* First => (byte*)_panels.Pointer;

    public override nint ByteLength => _panels.ByteLength;

    public override void SetRows(int firstRow, int count, float* weights)
    {
        // A piece of rows in each panel that they reach into.
        for (int row = 0, pieceRows; row < count; row += pieceRows)
        {
            pieceRows = Math.Min(count - row, PanelWidth - ((firstRow + row) % PanelWidth));
            Transposition.Transpose(
                weights + ((nint)row * Columns), Columns, Column(firstRow + row), PanelWidth, pieceRows, Columns);
        }
    }

    public override void CopyRow(int row, float* destination)
    {
        var source = Column(row);
        for (var k = 0; k < Columns; k++)
        {
            destination[k] = source[(nint)k * PanelWidth];
        }
    }

    public override void Visit(IPackedVisitor visitor) => visitor.Visit(PackedPart.Panels, _panels, Count, Columns, PanelWidth);

    public override void Dispose() => _panels.Dispose();

    // A row of W is a column of its panel: K elements, 48 apart.
    private float* Column(int row) => _panels.Pointer + (row / PanelWidth * _panelLength) + (row % PanelWidth);
}
