using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Tests.Morphemes;

/// <summary>Builds the double array of a few words, each node in the first place that fits.</summary>
internal static class TinyDoubleArray
{
    public static byte[] Build(IReadOnlyList<(byte[] Key, int Value)> words)
    {
        var units = new List<(int Base, int Check)> { (0, 0) };
        var bases = new HashSet<int>();
        units[0] = (Place(words, depth: 0), 0);
        Set(bases.Max() + 257, default);
        return MemoryMarshal.AsBytes(units.SelectMany(unit => (int[])[unit.Base, unit.Check]).ToArray().AsSpan()).ToArray();

        int Place(IReadOnlyList<(byte[] Key, int Value)> part, int depth)
        {
            var children = part.GroupBy(word => depth == word.Key.Length ? 0 : word.Key[depth] + 1).ToArray();
            var node = 1;
            while (bases.Contains(node) || children.Any(child => At(node + child.Key).Check != 0))
            {
                node++;
            }

            bases.Add(node);
            foreach (var child in children)
            {
                Set(node + child.Key, (0, node));
            }

            foreach (var child in children)
            {
                Set(node + child.Key, (child.Key == 0 ? -1 - child.Single().Value : Place([.. child], depth + 1), node));
            }

            return node;
        }

        (int Base, int Check) At(int index) => index < units.Count ? units[index] : default;

        void Set(int index, (int Base, int Check) unit)
        {
            while (units.Count <= index)
            {
                units.Add(default);
            }

            units[index] = unit;
        }
    }
}
