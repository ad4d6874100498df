using System.Collections;

namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// The trie over UTF-8 bytes inside a <c>.dic</c> file, in the double-array form of Darts (Aoe 1989): pairs of (base, check).
/// From a node with base b, byte c leads to unit b + c + 1 if that unit's check is b; unit b itself, if its check is b,
/// closes a word, and its base holds -1 - value.
/// </summary>
/// <remarks>
/// <see cref="Validate"/> makes every step from a valid node stay inside the array and the whole a tree, so that look-ups
/// need no check of their own.
/// </remarks>
internal sealed class DoubleArrayTrie
{
    /// <summary>The value of a word that is not in the trie.</summary>
    public const int NoValue = -1;

    /// <summary>The base of a node that does not exist; no node has it.</summary>
    public const int NoNode = 0;

    private const int Fan = 256;

    /// <summary>Base and check of unit i at 2i and 2i + 1.</summary>
    private readonly int[] _units;

    public DoubleArrayTrie(int[] units)
    {
        _units = units;
    }

    public int Root => _units[0];

    /// <summary>The node that <paramref name="value"/> leads to from <paramref name="node"/>, or <see cref="NoNode"/>.</summary>
    public int Step(int node, int value)
    {
        var units = _units;
        var i = 2 * (node + value + 1);
        return units[i + 1] == node ? units[i] : NoNode;
    }

    /// <summary>The value of the word that ends in <paramref name="node"/>, or <see cref="NoValue"/>.</summary>
    public int ValueAt(int node)
    {
        var units = _units;
        return units[(2 * node) + 1] == node ? -1 - units[2 * node] : NoValue;
    }

    /// <summary>The value of <paramref name="word"/>, or <see cref="NoValue"/>.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var node = Root;
        foreach (var value in word)
        {
            node = Step(node, value);
            if (node == NoNode)
            {
                return NoValue;
            }
        }

        return ValueAt(node);
    }

    /// <summary>
    /// Checks that every unit is free, closes a word, or is a node of its own that exactly one other leads to:
    /// then no step leaves the array, and as nothing leads to the root, nothing reached from it lies on a cycle.
    /// </summary>
    /// <param name="checkValue">Says what is wrong with a word's value, or null.</param>
    /// <returns>The first broken rule, or null.</returns>
    public string? Validate(Func<int, string?> checkValue)
    {
        var count = _units.Length / 2;
        if (count <= Fan)
        {
            return $"a trie of more than {Fan} units was expected, {count} were found";
        }

        var parents = new BitArray(count);
        for (var unit = 0; unit < count; unit++)
        {
            var (next, check) = (_units[2 * unit], _units[(2 * unit) + 1]);
            if (unit == 0 ? check != 0 : check == 0 && next != 0)
            {
                return $"trie unit {unit} has base {next} and check {check}: it belongs to no node";
            }

            var free = unit != 0 && check == 0;
            if (free)
            {
                continue;
            }

            if (check < 0 || unit < check || unit - check > Fan)
            {
                return $"trie unit {unit} has check {check}, which is not within {Fan} units before it";
            }

            if (unit == check && unit != 0)
            {
                if (next >= 0)
                {
                    return $"trie unit {unit} closes a word and must have a negative base, not {next}";
                }

                if (checkValue(-1 - next) is { } reason)
                {
                    return $"trie unit {unit}: {reason}";
                }
            }
            else if (next <= 0 || next >= count - Fan)
            {
                return $"trie unit {unit} has base {next}, outside 1 to {count - Fan - 1}";
            }
            else if (parents[next])
            {
                return $"trie unit {unit} has base {next}, which another unit has too: it is no tree";
            }
            else
            {
                parents[next] = true;
            }
        }

        for (var unit = 1; unit < count; unit++)
        {
            if (_units[(2 * unit) + 1] is var check and not 0 && !parents[check])
            {
                return $"trie unit {unit} has check {check}, which is no unit's base";
            }
        }

        return null;
    }
}
