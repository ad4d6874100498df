using System.Globalization;

namespace Klue.Kernels;

/// <summary>
/// How an int8 product shares out the 16 bits in which a few of its products are added up: inputs are whole numbers from 0 to a
/// limit, and of the weights whose products meet there, two or four, those of one sign add up to no more than what is left. So no
/// step of any tier can overflow, and all add up the same integers. Weights of a row are seldom large together, and of one sign,
/// which leaves each of them far more room than a limit of its own that excludes the worst case.
/// </summary>
public readonly record struct BitSplit
{
    /// <summary>Inputs of 8 bits, two products at a time: the finer one.</summary>
    public static readonly BitSplit Fine = new(byte.MaxValue, 2);

    /// <summary>Inputs of 8 bits, four products at a time: a third fewer instructions.</summary>
    public static readonly BitSplit Fast = new(byte.MaxValue, 4);

    private const char Separator = ':';

    /// <summary>A split of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 255, or the products are neither two nor four.</exception>
    public BitSplit(int inputLimit, int products)
    {
        if (!IsPossible(inputLimit, products))
        {
            throw new ArgumentOutOfRangeException(
                nameof(inputLimit), $"{inputLimit}{Separator}{products}", "Inputs have a limit from 1 to 255; two or four products are added up in an int16.");
        }

        (InputLimit, Products) = (inputLimit, products);
    }

    /// <summary>The largest input; the smallest is 0.</summary>
    public int InputLimit { get; }

    /// <summary>How many products are added up in an int16, 2 or 4.</summary>
    public int Products { get; }

    /// <summary>The most that the positive weights among as many as <see cref="Products"/> may add up to, and the negative ones with their signs taken off.</summary>
    public int SumLimit => short.MaxValue / InputLimit;

    /// <summary>The largest weight; the smallest is its negative.</summary>
    public int WeightLimit => Math.Min(SumLimit, sbyte.MaxValue);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out BitSplit split)
    {
        ArgumentNullException.ThrowIfNull(text);
        split = default;
        var numbers = text.Split(Separator);
        if (numbers.Length != 2
            || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var inputLimit)
            || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var products)
            || !IsPossible(inputLimit, products))
        {
            return false;
        }

        split = new BitSplit(inputLimit, products);
        return true;
    }

    /// <summary>The inputs' limit and the number of products, such as <c>255:4</c>.</summary>
    public override string ToString() => $"{InputLimit}{Separator}{Products}";

    /// <summary>
    /// Which products meet those of a column: two neighbours, or two and the two that lie four columns on. Groups are counted from 0.
    /// </summary>
    internal int GroupOf(int column) => Products == 2 ? column / 2 : (column / IntegerPanels.Step * 2) + (column % IntegerPanels.Group / 2);

    /// <summary>Number of the groups of a row.</summary>
    internal int Groups(int columns) => (columns + IntegerPanels.Step - 1) / IntegerPanels.Step * IntegerPanels.Step / Products;

    private static bool IsPossible(int inputLimit, int products) => inputLimit is >= 1 and <= byte.MaxValue && products is 2 or 4;
}
