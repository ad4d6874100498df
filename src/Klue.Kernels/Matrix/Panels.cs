namespace Klue.Kernels;

/// <summary>The panels that there are.</summary>
internal static class Panels
{
    /// <summary>Those of <see cref="PackedMatrix"/>, one tile wide or several.</summary>
    public readonly struct Weights : IPanel
    {
        public static int Width => PackedMatrix.PanelWidth;

        public static bool IsReadAhead => true;
    }

    /// <summary>Those that have just been laid out, one tile wide.</summary>
    public readonly struct Tile<TRow> : IPanel
        where TRow : unmanaged, ITileRow<TRow>
    {
        public static int Width => TRow.Columns;

        public static bool IsReadAhead => false;
    }
}
