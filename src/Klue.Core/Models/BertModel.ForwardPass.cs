using Klue.Diagnostics;
using Klue.Kernels;

namespace Klue.Models;

public sealed partial class BertModel
{
    /// <summary>One batch on its way through the encoder, with the workspace it rents for that time.</summary>
    private readonly ref struct ForwardPass
    {
        private readonly BertModel _model;
        private readonly TokenBatch _batch;
        private readonly CancellationToken _cancellationToken;
        private readonly ForwardMeasurement _measurement;
        private readonly Func<int, bool>? _isAbandoned;

        /// <summary>Checks the batch and computes its embeddings.</summary>
        public ForwardPass(BertModel model, TokenBatch batch, ForwardOptions? options)
        {
            ArgumentNullException.ThrowIfNull(batch);
            options ??= ForwardOptions.Default;
            if (batch.TextCount == 0)
            {
                throw new InputException("The batch has no texts; expected at least one.");
            }

            if (!batch.Config.HasSameLimits(model.Config))
            {
                throw new InputException("The batch was made for a model with other tables; make it with this model's Config.");
            }

            _model = model;
            _batch = batch;
            _cancellationToken = options.CancellationToken;
            _isAbandoned = options.IsAbandoned;
            _cancellationToken.ThrowIfCancellationRequested();
            Options = options.Kernels;
            _measurement = ForwardMeasurement.Start(model.Name, batch);
            Workspace = model._workspaces.Rent();
            model._embeddings.Forward(batch, Hidden, Options);
        }

        public KernelOptions Options { get; }

        public Workspace Workspace { get; }

        /// <summary>The hidden state of every row, [T, hidden], after the layers that have run.</summary>
        public MatrixView Hidden => Workspace.Matrix(WorkspaceSlot.Hidden, _batch.RowCount, _model.Config.HiddenSize);

        public void RunLayer(int layer)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _model._layers[layer].Forward(_batch, Hidden, Workspace, Options);
        }

        /// <summary>Runs every layer on every row.</summary>
        public MatrixView Run()
        {
            RunLayers(_model._layers.Length);
            return Hidden;
        }

        /// <summary>Runs every layer, the last one for some ascending rows alone, and returns these, [R, hidden].</summary>
        public MatrixView Run(ReadOnlySpan<int> rows)
        {
            CheckRows(rows);
            RunLayers(_model._layers.Length - 1);
            _cancellationToken.ThrowIfCancellationRequested();
            var selected = Select(rows);
            _model._layers[^1].ForwardSelected(_batch, Hidden, selected, SelectedStarts(rows), Workspace, Options);
            return selected;
        }

        /// <summary>Runs every layer and returns the first token of every text, [B, hidden].</summary>
        public MatrixView RunFirstTokens() => Run(FirstRows());

        /// <summary>The first token of every text after the layers that have run, [B, hidden].</summary>
        public MatrixView FirstTokens() => Select(FirstRows());

        public void Dispose()
        {
            _model._workspaces.Return(Workspace);
            _measurement.Stop(_model.Name, _batch, _cancellationToken.IsCancellationRequested);
        }

        private void RunLayers(int count)
        {
            var live = new LiveTexts(_batch, Hidden);
            for (var layer = 0; layer < count; layer++)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (_isAbandoned is not null)
                {
                    live.Leave(_isAbandoned);
                }

                _model._layers[layer].Forward(live.Batch, live.Hidden, Workspace, Options);
            }

            live.Return();
        }

        private ReadOnlySpan<int> FirstRows()
        {
            var rows = Workspace.Rows(_batch.TextCount);
            for (var text = 0; text < rows.Length; text++)
            {
                rows[text] = _batch.RowOf(text, 0);
            }

            return rows;
        }

        private MatrixView Select(ReadOnlySpan<int> rows)
        {
            var hidden = Hidden;
            var selected = Workspace.Matrix(WorkspaceSlot.Selected, rows.Length, hidden.Columns);
            for (var i = 0; i < rows.Length; i++)
            {
                hidden.Row(rows[i]).CopyTo(selected.Row(i));
            }

            return selected;
        }

        private void CheckRows(ReadOnlySpan<int> rows)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i] < (i == 0 ? 0 : rows[i - 1] + 1) || rows[i] >= _batch.RowCount)
                {
                    throw new ArgumentException($"rows[{i}] is {rows[i]}; expected ascending rows from 0 to {_batch.RowCount - 1}.", nameof(rows));
                }
            }
        }

        private ReadOnlySpan<int> SelectedStarts(ReadOnlySpan<int> rows)
        {
            var starts = Workspace.Starts(_batch.TextCount + 1);
            var selected = 0;
            for (var text = 0; text <= _batch.TextCount; text++)
            {
                while (selected < rows.Length && rows[selected] < _batch.RowStarts[text])
                {
                    selected++;
                }

                starts[text] = selected;
            }

            return starts;
        }
    }
}
