using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// The texts of a batch that somebody still waits for, on their way through the layers. The others leave between two
/// layers: those behind them move up in the hidden states, so that what is left is a ragged batch again. A text's bits do
/// not depend on its neighbours, so nobody notices.
/// </summary>
internal ref struct LiveTexts
{
    private readonly TokenBatch _all;
    private readonly MatrixView _hidden;

    // The place in the whole batch of each text that is left; null while all are.
    private List<int>? _places;

    /// <param name="all">The whole batch.</param>
    /// <param name="hidden">Its hidden states, [T, hidden].</param>
    public LiveTexts(TokenBatch all, MatrixView hidden)
    {
        _all = Batch = all;
        _hidden = hidden;
    }

    /// <summary>The texts that are left, in their order.</summary>
    public TokenBatch Batch { get; private set; }

    /// <summary>Their hidden states, [rows of <see cref="Batch"/>, hidden].</summary>
    public readonly MatrixView Hidden => _hidden.SliceRows(0, Batch.RowCount);

    /// <summary>Lets those texts leave that nobody waits for.</summary>
    /// <exception cref="OperationCanceledException">None is left.</exception>
    public void Leave(Func<int, bool> isAbandoned)
    {
        var stay = new List<int>(Batch.TextCount);
        for (var text = 0; text < Batch.TextCount; text++)
        {
            if (!isAbandoned(PlaceOf(text)))
            {
                stay.Add(text);
            }
        }

        if (stay.Count == 0)
        {
            throw new OperationCanceledException("Nobody waits for any text of the batch.");
        }

        if (stay.Count == Batch.TextCount)
        {
            return;
        }

        var left = new TokenBatch(Batch.Config);
        foreach (var text in stay)
        {
            var first = Batch.RowStarts[text];
            for (var row = first; row < Batch.RowStarts[text + 1]; row++)
            {
                _hidden.Row(row).CopyTo(_hidden.Row(left.RowCount + row - first));
            }

            left.AddTextOf(Batch, text);
        }

        _places = _places is { } places ? stay.ConvertAll(text => places[text]) : stay;
        Batch = left;
    }

    /// <summary>Puts every row back where it was in the whole batch; what stands in the rows of texts that left means nothing.</summary>
    public readonly void Return()
    {
        for (var text = Batch.TextCount - 1; _places is not null && text >= 0; text--)
        {
            var first = Batch.RowStarts[text];
            for (var row = Batch.RowStarts[text + 1] - 1; row >= first; row--)
            {
                _hidden.Row(row).CopyTo(_hidden.Row(_all.RowStarts[_places[text]] + row - first));
            }
        }
    }

    private readonly int PlaceOf(int text) => _places?[text] ?? text;
}
