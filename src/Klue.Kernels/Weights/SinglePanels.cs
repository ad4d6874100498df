namespace Klue.Kernels;

/// <summary>Weights as float32.</summary>
internal sealed unsafe class SinglePanels(int rows, int columns, IPackedMemory memory)
    : FloatPanels<float, SingleFormat>(rows, columns, memory)
{
    protected override void SetPiece(float* weights, float* column, int rows) =>
        Transposition.Transpose(weights, Columns, column, PanelWidth, rows, Columns);
}
