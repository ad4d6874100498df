using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// The table of <c>matrix.bin</c>: u16 left size, u16 right size, then for each left id of a word a row with the i16 cost
/// of each right id that the word before it may have.
/// </summary>
/// <remarks>
/// Many ids differ in name alone: their rows or columns are equal. Each distinct row and column is kept once, as a class,
/// which brings mecab-ko-dic's 20.6 MB down to 7.3 MB, and lets words of one class share their best connection.
/// </remarks>
internal sealed class ConnectionCosts
{
    public const string FileName = "matrix.bin";

    /// <summary>Rows by left class, columns by right class.</summary>
    private readonly short[] _costs;

    private readonly ushort[] _leftClasses;
    private readonly ushort[] _rightClasses;

    private ConnectionCosts(short[] matrix, int columns)
    {
        var rows = MergeEqualRows(matrix, columns, out _leftClasses);
        var byColumn = MergeEqualRows(Transpose(rows, columns), rows.Length / columns, out _rightClasses);
        RightClasses = byColumn.Length / (rows.Length / columns);
        LeftClasses = rows.Length / columns;
        _costs = Transpose(byColumn, LeftClasses);
    }

    public int LeftClasses { get; }

    public int RightClasses { get; }

    public static ConnectionCosts Read(string folder, int leftSize, int rightSize)
    {
        using var file = MecabFile.Open(folder, FileName);
        if (file.Length < 2 * sizeof(ushort))
        {
            throw file.Broken($"a file of at least {2 * sizeof(ushort)} bytes was expected, {file.Length} were found");
        }

        var sizes = file.Read<ushort>(2);
        if (sizes[0] != leftSize || sizes[1] != rightSize)
        {
            throw file.Broken(
                $"a table of {leftSize} x {rightSize}, as in {Lexicon.SystemFileName}, was expected, {sizes[0]} x {sizes[1]} was found");
        }

        var size = sizeof(short) * (2 + ((long)leftSize * rightSize));
        if (file.Length != size || size > Array.MaxLength)
        {
            throw file.Broken($"{size} bytes were expected for a table of {leftSize} x {rightSize}, {file.Length} were found");
        }

        return new ConnectionCosts(file.Read<short>(leftSize * rightSize), leftSize);
    }

    public ushort LeftClassOf(int leftId) => _leftClasses[leftId];

    public ushort RightClassOf(int rightId) => _rightClasses[rightId];

    /// <summary>What it costs a word of this left class to follow words, by their right class.</summary>
    public ReadOnlySpan<short> Row(int leftClass) => _costs.AsSpan(leftClass * RightClasses, RightClasses);

    private static short[] MergeEqualRows(short[] matrix, int columns, out ushort[] classes)
    {
        classes = new ushort[matrix.Length / columns];
        var known = new Dictionary<int, ushort>(new RowComparer(matrix, columns));
        var merged = new short[matrix.Length];
        for (var row = 0; row < classes.Length; row++)
        {
            if (!known.TryGetValue(row, out classes[row]))
            {
                classes[row] = (ushort)known.Count;
                matrix.AsSpan(row * columns, columns).CopyTo(merged.AsSpan(known.Count * columns));
                known.Add(row, classes[row]);
            }
        }

        return merged[..(known.Count * columns)];
    }

    private static short[] Transpose(short[] matrix, int columns)
    {
        // Square blocks: a whole column at once would touch a new cache line at every element.
        const int Block = 32;
        var rows = matrix.Length / columns;
        var result = new short[matrix.Length];
        for (var rowBlock = 0; rowBlock < rows; rowBlock += Block)
        {
            for (var columnBlock = 0; columnBlock < columns; columnBlock += Block)
            {
                for (var row = rowBlock; row < Math.Min(rows, rowBlock + Block); row++)
                {
                    for (var column = columnBlock; column < Math.Min(columns, columnBlock + Block); column++)
                    {
                        result[(column * rows) + row] = matrix[(row * columns) + column];
                    }
                }
            }
        }

        return result;
    }

    private sealed class RowComparer(short[] matrix, int columns) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => Row(x).SequenceEqual(Row(y));

        public int GetHashCode(int row)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(Row(row)));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<short> Row(int row) => matrix.AsSpan(row * columns, columns);
    }
}
