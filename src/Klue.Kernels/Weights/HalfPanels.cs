namespace Klue.Kernels;

/// <summary>Weights of 16 bits: the panels of float32 at half their size.</summary>
internal sealed unsafe class HalfPanels<TFormat>(int rows, int columns, IPackedMemory memory)
    : FloatPanels<ushort, TFormat>(rows, columns, memory)
    where TFormat : struct, IHalfFormat
{
    protected override void SetPiece(float* weights, ushort* column, int rows)
    {
        Span<ushort> halves = stackalloc ushort[PanelWidth];
        halves = halves[..rows];
        var turned = Scratch.Rent(PanelLength);
        Transposition.Transpose(weights, Columns, turned, PanelWidth, rows, Columns);
        for (var k = 0; k < Columns; k++, turned += PanelWidth, column += PanelWidth)
        {
            TFormat.Narrow(new ReadOnlySpan<float>(turned, rows), halves);
            halves.CopyTo(new Span<ushort>(column, rows));
        }
    }
}
