using Klue.Models;

namespace Klue.Core.Tests.Models;

/// <summary>
/// Everything that a golden case asks for, computed by a model, in the case's own padded shapes. What is not computed,
/// because its mask is 0, is NaN.
/// </summary>
internal sealed class ModelOutputs
{
    private readonly BertModel _model;
    private readonly GoldenModelCase _case;
    private readonly ForwardOptions _options;
    private readonly Dictionary<string, float[]> _outputs = [];
    private int[] _rows = [];
    private TokenBatch _batch;
    private float[]? _states;

    private ModelOutputs(BertModel model, GoldenModelCase item, ForwardOptions options) =>
        (_model, _case, _options, _batch) = (model, item, options, new TokenBatch(model.Config));

    /// <summary>Computes the outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="item">The case.</param>
    /// <param name="options">How to run.</param>
    /// <param name="batches">The rows of the case that run together, in the order in which they are added.</param>
    public static IReadOnlyDictionary<string, float[]> Compute(BertModel model, GoldenModelCase item, ForwardOptions options, params IEnumerable<int[]> batches)
    {
        var outputs = new ModelOutputs(model, item, options);
        foreach (var rows in batches)
        {
            outputs.Run(rows);
        }

        return outputs._outputs;
    }

    private int Hidden => _model.Config.HiddenSize;

    private void Run(int[] rows)
    {
        _rows = rows;
        _states = null;
        _batch = new TokenBatch(_model.Config);
        foreach (var row in rows)
        {
            // A pooled or predicted position may be masked: a query, never a key.
            int[] read = [.. Enumerable.Range(0, _case.Length).Where(column => _case.Mask(row, column) == 0 && (column == 0 || _case.MlmPositions.Contains((row, column))))];
            _batch.Add(_case.InputIds[row], _case.TokenTypeIds?[row], _case.AttentionMask?[row], default, read);
        }

        foreach (var output in _case.Float32Errors.Keys)
        {
            Run(output);
        }
    }

    private void Run(string output)
    {
        switch (output)
        {
            case "last_hidden_state":
                Scatter(output, LastHiddenState(), Hidden, 0, Hidden);
                break;
            case "mean_pooled":
                MeanPool();
                break;
            case "pooler_output":
                Texts(output, Hidden, into => _model.Pool(_batch, into, _options));
                break;
            case "nsp_logits":
                Texts(output, 2, into => _model.NextSentenceLogits(_batch, into, _options));
                break;
            case "logits" when _model.Heads.HasFlag(BertHeadKinds.SequenceClassification):
                Texts(output, _model.Config.Labels.Count, into => _model.SequenceClassificationLogits(_batch, into, _options));
                break;
            case "logits" when _model.Heads.HasFlag(BertHeadKinds.MultipleChoice):
                Texts(output, 1, into => _model.MultipleChoiceLogits(_batch, into, _options));
                break;
            case "logits":
                var labels = _model.Config.Labels.Count;
                Scatter(output, Tokens(labels, into => _model.TokenClassificationLogits(_batch, into, _options)), labels, 0, labels);
                break;
            case "start_logits" or "end_logits":
                Scatter(output, Tokens(2, into => _model.QuestionAnsweringLogits(_batch, into, _options)), 2, output[0] == 's' ? 0 : 1, 1);
                break;
            case "mlm_logits":
                PredictWords();
                break;
            default:
                HiddenState(output);
                break;
        }
    }

    private void HiddenState(string output)
    {
        Assert.StartsWith("hidden_states.", output, StringComparison.Ordinal);
        _states ??= Tokens((_model.Config.NumHiddenLayers + 1) * Hidden, into => _model.ForwardHiddenStates(_batch, into, _options));
        var state = int.Parse(output.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);
        Scatter(output, _states.AsSpan(state * _batch.RowCount * Hidden, _batch.RowCount * Hidden), Hidden, 0, Hidden);
    }

    private float[] LastHiddenState() => Tokens(Hidden, into => _model.Forward(_batch, into, _options));

    private void MeanPool()
    {
        var states = LastHiddenState();
        var pooled = Output("mean_pooled", _case.InputIds.Length * Hidden);
        for (var text = 0; text < _rows.Length; text++)
        {
            for (var i = 0; i < Hidden; i++)
            {
                var sum = 0.0;
                for (var key = 0; key < _batch.KeyCounts[text]; key++)
                {
                    sum += states[((_batch.KeyStarts[text] + key) * Hidden) + i];
                }

                pooled[(_rows[text] * Hidden) + i] = (float)(sum / _batch.KeyCounts[text]);
            }
        }
    }

    private void PredictWords()
    {
        var vocabulary = _model.Config.VocabSize;
        var predictions = Output("mlm_logits", _case.MlmPositions.Length * vocabulary);
        var wanted = _case.MlmPositions
            .Select((position, place) => (Text: Array.IndexOf(_rows, position.Row), position.Column, Place: place))
            .Where(position => position.Text >= 0)
            .Select(position => (Row: _batch.RowOf(position.Text, position.Column), position.Place))
            .Order()
            .ToArray();
        var logits = new float[wanted.Length * vocabulary];
        _model.MaskedLanguageModelLogits(_batch, [.. wanted.Select(position => position.Row)], logits, _options);
        for (var i = 0; i < wanted.Length; i++)
        {
            logits.AsSpan(i * vocabulary, vocabulary).CopyTo(predictions.AsSpan(wanted[i].Place * vocabulary));
        }
    }

    private void Texts(string output, int width, Action<float[]> forward)
    {
        var values = new float[_rows.Length * width];
        forward(values);
        var all = Output(output, _case.InputIds.Length * width);
        for (var text = 0; text < _rows.Length; text++)
        {
            values.AsSpan(text * width, width).CopyTo(all.AsSpan(_rows[text] * width));
        }
    }

    private float[] Tokens(int width, Action<float[]> forward)
    {
        var values = new float[_batch.RowCount * width];
        forward(values);
        return values;
    }

    private void Scatter(string output, ReadOnlySpan<float> values, int stride, int first, int width)
    {
        var all = Output(output, _case.InputIds.Length * _case.Length * width);
        for (var text = 0; text < _rows.Length; text++)
        {
            for (var row = _batch.RowStarts[text]; row < _batch.RowStarts[text + 1]; row++)
            {
                values.Slice((row * stride) + first, width).CopyTo(all.AsSpan(((_rows[text] * _case.Length) + _batch.Columns[row]) * width));
            }
        }
    }

    private float[] Output(string output, int length)
    {
        if (!_outputs.TryGetValue(output, out var values))
        {
            _outputs[output] = values = new float[length];
            Array.Fill(values, float.NaN);
        }

        return values;
    }
}
