using System.Globalization;
using Klue.CommandLine;

namespace Klue.Conversion.Commands;

/// <summary>Sizes in bytes as people write them: <c>2GB</c>, <c>500MiB</c>, <c>1000000</c>; HF's own meaning, GB being 10^9.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("TIB", 1L << 40), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <exception cref="UsageException">It is no size above 0.</exception>
    public static long Parse(string option, string text)
    {
        var upper = text.Trim().ToUpperInvariant();
        var (unit, bytes) = Array.Find(Units, unit => upper.EndsWith(unit.Unit, StringComparison.Ordinal)) is { Unit: not null } found ? found : (string.Empty, 1);
        var isNumber = decimal.TryParse(upper.AsSpan(0, upper.Length - unit.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number);
        return isNumber && number > 0 && number <= long.MaxValue / bytes && (long)(number * bytes) is > 0 and var size
            ? size
            : throw new UsageException($"{option}: expected a size such as 2GB or 500MiB, found {Quoted.Text(text)}");
    }
}
