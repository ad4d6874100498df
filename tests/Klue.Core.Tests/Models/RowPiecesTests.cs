using Klue.Models;

namespace Klue.Core.Tests.Models;

public sealed class RowPiecesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(47, 3)]
    [InlineData(1000, 768)]
    [InlineData(2, 1_000_000)]
    [InlineData(100_000, 5)]
    public void Every_row_is_worked_on_once(int rows, int columns)
    {
        var (first, second) = (new int[rows], new int[7]);
        var pieces = new RowPieces();
        pieces.Add(rows, columns, (row, count) => Count(first, row, count));
        pieces.Add(second.Length, columns, (row, count) => Count(second, row, count));
        pieces.Run();
        pieces.Run();

        Assert.All(first, times => Assert.Equal(1, times));
        Assert.All(second, times => Assert.Equal(1, times));

        static void Count(int[] times, int row, int count)
        {
            foreach (ref var time in times.AsSpan(row, count))
            {
                Interlocked.Increment(ref time);
            }
        }
    }

    [Fact]
    public void What_a_piece_throws_is_thrown_as_it_is()
    {
        var pieces = new RowPieces();
        pieces.Add(1000, 768, (row, _) => _ = row == 0 ? 0 : throw new InputException("piece"));
        Assert.Equal("piece", Assert.Throws<InputException>(pieces.Run).Message);
    }
}
