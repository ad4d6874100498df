namespace Klue.Kernels;

/// <summary>The numbers of rows that a tile can have.</summary>
internal static class RowCounts
{
    public readonly struct One : IRowCount
    {
        public static int Value => 1;
    }

    public readonly struct Two : IRowCount
    {
        public static int Value => 2;
    }

    public readonly struct Three : IRowCount
    {
        public static int Value => 3;
    }

    public readonly struct Four : IRowCount
    {
        public static int Value => 4;
    }

    public readonly struct Five : IRowCount
    {
        public static int Value => 5;
    }

    public readonly struct Six : IRowCount
    {
        public static int Value => 6;
    }

    public readonly struct Seven : IRowCount
    {
        public static int Value => 7;
    }

    public readonly struct Eight : IRowCount
    {
        public static int Value => 8;
    }

    public readonly struct Nine : IRowCount
    {
        public static int Value => 9;
    }

    public readonly struct Ten : IRowCount
    {
        public static int Value => 10;
    }

    public readonly struct Eleven : IRowCount
    {
        public static int Value => 11;
    }

    public readonly struct Twelve : IRowCount
    {
        public static int Value => 12;
    }
}
