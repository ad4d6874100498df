using System.Globalization;
using System.Numerics;

namespace Klue.Bench.Machines;

/// <summary>
/// In what pieces a Linux system's free memory lies. It gives out the small ones first, and weights in pages scattered over them are
/// read more slowly than in pages side by side.
/// </summary>
internal static class FreeMemory
{
    private const string Pieces = "/proc/buddyinfo";
    private const int LargePiece = 2 << 20;
    private const double Gigabyte = 1 << 30;

    /// <summary>In words.</summary>
    public static string OfThisMachine { get; } =
        File.Exists(Pieces) ? Describe(File.ReadAllText(Pieces), Environment.SystemPageSize) : Machine.NotTold;

    /// <param name="pieces">A line for each zone: where it lies, and the number of free pieces of 1, 2, 4, ... pages.</param>
    /// <param name="pageSize">Bytes of a page.</param>
    public static string Describe(string pieces, int pageSize)
    {
        double small = 0, all = 0;
        var largeOrder = BitOperations.Log2((uint)(LargePiece / pageSize));
        foreach (var line in pieces.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var counts = line[(line.IndexOf("zone", StringComparison.Ordinal) + "zone".Length)..]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
            for (var order = 0; order < counts.Length; order++)
            {
                var bytes = long.Parse(counts[order], CultureInfo.InvariantCulture) * (double)pageSize * (1L << order);
                all += bytes;
                small += order < largeOrder ? bytes : 0;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{all / Gigabyte:0.0} GiB, {small / Gigabyte:0.0} GiB of it in pieces below 2 MiB");
    }
}
