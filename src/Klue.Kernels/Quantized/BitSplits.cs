namespace Klue.Kernels;

/// <summary>The splits' limits, and what kernels are compiled for.</summary>
internal static class BitSplits
{
    /// <summary>The largest quantised input of a split; the smallest is 0.</summary>
    public static int InputLimit(this BitSplit split) => split == BitSplit.U8S7 ? byte.MaxValue : sbyte.MaxValue;

    /// <summary>The largest quantised weight of a split; the smallest is its negative.</summary>
    public static int WeightLimit(this BitSplit split) => split == BitSplit.U7S8 ? sbyte.MaxValue : sbyte.MaxValue / 2;

    /// <summary><see cref="BitSplit.U7S7"/>.</summary>
    public readonly struct Narrow : IBitSplit
    {
        public static bool AddsFourProducts => true;
    }

    /// <summary>The splits that spend one bit more: to the kernels they are the same.</summary>
    public readonly struct Wide : IBitSplit
    {
        public static bool AddsFourProducts => false;
    }
}
