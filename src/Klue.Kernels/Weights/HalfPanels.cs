namespace Klue.Kernels;

/// <summary>Weights of 16 bits, [panels][K][48]: the panels of float32 at half their size.</summary>
internal sealed unsafe class HalfPanels<TFormat> : WeightPanels
    where TFormat : struct, IHalfFormat
{
    private const int PanelWidth = SinglePanels.PanelWidth;

    private readonly NativeBuffer<ushort> _panels;
    private readonly nint _panelLength;

    public HalfPanels(int rows, int columns, IPackedMemory memory)
        : base(rows, columns, PanelWidth)
    {
        _panelLength = (nint)columns * PanelWidth;
        _panels = memory.Take<ushort>(PackedPart.Panels, Count, columns, PanelWidth);
    }

    public override WeightFormat Format => TFormat.Format;

    public override byte* First => (byte*)_panels.Pointer;

    public override nint ByteLength => _panels.ByteLength;

    public override void SetRows(int firstRow, int count, float* weights)
    {
        Span<ushort> halves = stackalloc ushort[PanelWidth];
        var turned = Scratch.Rent(_panelLength);
        for (int row = 0, pieceRows; row < count; row += pieceRows)
        {
            pieceRows = Math.Min(count - row, PanelWidth - ((firstRow + row) % PanelWidth));
            Transposition.Transpose(weights + ((nint)row * Columns), Columns, turned, PanelWidth, pieceRows, Columns);
            for (var k = 0; k < Columns; k++)
            {
                TFormat.Narrow(new ReadOnlySpan<float>(turned + ((nint)k * PanelWidth), pieceRows), halves[..pieceRows]);
                halves[..pieceRows].CopyTo(new Span<ushort>(Column(firstRow + row) + ((nint)k * PanelWidth), pieceRows));
            }
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

    private ushort* Column(int row) => _panels.Pointer + (row / PanelWidth * _panelLength) + (row % PanelWidth);
}
