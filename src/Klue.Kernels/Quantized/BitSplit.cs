using System.Globalization;

namespace Klue.Kernels;

/// <summary>
/// How finely an int8 product rounds its two sides: inputs to whole numbers from 0 to one limit, weights from minus another limit
/// to it. A sum of two products, in fast splits of four, must fit an int16: so no step of any tier can overflow, and all add up
/// the same integers.
/// </summary>
public readonly record struct BitSplit
{
    /// <summary>Inputs of 7 bits, weights of 7; fast.</summary>
    public static readonly BitSplit U7S7 = new(127, 63);

    /// <summary>Inputs of 8 bits, weights of 7.</summary>
    public static readonly BitSplit U8S7 = new(255, 63);

    /// <summary>Inputs of 7 bits, weights of 8.</summary>
    public static readonly BitSplit U7S8 = new(127, 127);

    /// <summary>A split of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1 or no byte, or two products do not fit an int16.</exception>
    public BitSplit(int inputLimit, int weightLimit)
    {
        if (!AreSafe(inputLimit, weightLimit))
        {
            throw new ArgumentOutOfRangeException(nameof(inputLimit), $"{inputLimit}x{weightLimit}", "Two products might not fit an int16, or a number its byte.");
        }

        (InputLimit, WeightLimit) = (inputLimit, weightLimit);
    }

    /// <summary>The largest input; the smallest is 0.</summary>
    public int InputLimit { get; }

    /// <summary>The largest weight; the smallest is its negative.</summary>
    public int WeightLimit { get; }

    /// <summary>Whether four products fit an int16, not two alone: a third fewer instructions.</summary>
    public bool IsFast => 4 * InputLimit * WeightLimit <= short.MaxValue;

    /// <summary>Reads limits as <see cref="ToString"/> writes them.</summary>
    public static bool TryParse(string text, out BitSplit split)
    {
        ArgumentNullException.ThrowIfNull(text);
        split = default;
        var limits = text.Split('x');
        if (limits.Length != 2
            || !int.TryParse(limits[0], NumberStyles.None, CultureInfo.InvariantCulture, out var input)
            || !int.TryParse(limits[1], NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
            || !AreSafe(input, weight))
        {
            return false;
        }

        split = new BitSplit(input, weight);
        return true;
    }

    /// <summary>The limits, such as <c>255x63</c>.</summary>
    public override string ToString() => $"{InputLimit}x{WeightLimit}";

    private static bool AreSafe(int inputLimit, int weightLimit) =>
        inputLimit is >= 1 and <= byte.MaxValue && weightLimit is >= 1 and <= sbyte.MaxValue && 2 * inputLimit * weightLimit <= short.MaxValue;
}
