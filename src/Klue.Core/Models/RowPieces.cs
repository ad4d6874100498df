using System.Runtime.ExceptionServices;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>Work on the rows of matrices, done on all processors, a piece of some rows at a time.</summary>
internal sealed class RowPieces
{
    // About so many elements are a piece: enough for the disk, small enough for the second-level cache.
    private const int ElementsPerPiece = 128 * 1024;

    // So few are done before other threads have begun; the small tables beside packed weights are no more.
    private const int PiecesOfOneThread = 32;

    private readonly List<Piece> _pieces = [];

    /// <summary>Adds the rows of a matrix.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Elements of one.</param>
    /// <param name="work">Given the first row and the number of rows of a piece; called from several threads at once.</param>
    public void Add(int rows, int columns, Action<int, int> work)
    {
        // Whole panels of a packed float32 matrix, so that no two threads write into the same line.
        var panelRows = PackedMatrix.TileOf(WeightFormat.F32);
        var rowsPerPiece = Math.Max(1, ElementsPerPiece / columns / panelRows) * panelRows;
        for (var row = 0; row < rows; row += rowsPerPiece)
        {
            _pieces.Add(new Piece(work, row, Math.Min(rowsPerPiece, rows - row)));
        }
    }

    /// <summary>Does all that was added, once. What a piece throws is thrown as it is.</summary>
    public void Run()
    {
        if (_pieces.Count <= PiecesOfOneThread)
        {
            _pieces.ForEach(piece => piece.Run());
        }
        else
        {
            RunOnAllProcessors();
        }

        _pieces.Clear();
    }

    private void RunOnAllProcessors()
    {
        try
        {
            Parallel.For(0, _pieces.Count, piece => _pieces[piece].Run());
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private sealed class Piece(Action<int, int> work, int row, int count)
    {
        public void Run() => work(row, count);
    }
}
