using Klue.Cli.Input;
using Klue.Configuration;
using Klue.Models;

namespace Klue.Cli.Commands;

/// <summary>One case on its way through a model: from padded rows to a ragged batch and back, zeros at padding.</summary>
internal sealed class ForwardCaseRun
{
    private readonly BertModel _model;
    private readonly ForwardCase _case;
    private readonly int[] _order;
    private readonly ForwardOptions _options;
    private readonly TokenBatch _batch;

    /// <summary>Lays the rows of a case into a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="given">The case.</param>
    /// <param name="order">The case's row at each place of the batch.</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <exception cref="UsageException">A row does not fit the model.</exception>
    public ForwardCaseRun(BertModel model, ForwardCase given, int[] order, ForwardOptions options)
    {
        (_model, _case, _order, _options) = (model, given, order, options);
        _batch = new TokenBatch(model.Config);
        try
        {
            foreach (var row in order)
            {
                _batch.Add(given.InputIds[row], given.TokenTypeIds?[row], given.AttentionMask?[row], given.PositionIds?[row], ReadColumns(row));
            }
        }
        catch (InputException exception)
        {
            throw given.Error(exception);
        }
    }

    private int Hidden => _model.Config.HiddenSize;

    private int Labels => _model.Config.Labels.Count;

    // RoBERTa's classification head has a dense layer in the pooler's place; HF does not give its output a name.
    private bool HasPooler => _model.Heads.HasFlag(BertHeadKinds.Pooler)
        && !(_model.Config.ModelType == BertModelType.Roberta && _model.Heads.HasFlag(BertHeadKinds.SequenceClassification));

    /// <summary>Every output that the case asks for, or that the model has.</summary>
    /// <exception cref="UsageException">The case asks for an output that the model does not have.</exception>
    public IReadOnlyList<ForwardOutput> Outputs()
    {
        var outputs = All().ToList();
        if (_case.Outputs is not { } asked)
        {
            return outputs;
        }

        var missing = asked.FirstOrDefault(name => !outputs.Exists(output => output.Name == FullName(name)));
        return missing is null
            ? [.. outputs.Where(output => asked.Any(name => output.Name == FullName(name)))]
            : throw _case.Error($"the model to have the output {missing}", $"heads: {_model.Heads}");
    }

    private IEnumerable<ForwardOutput> All()
    {
        var states = new float[(_model.Config.NumHiddenLayers + 1) * _batch.RowCount * Hidden];
        _model.ForwardHiddenStates(_batch, states, _options);
        for (var state = 0; state <= _model.Config.NumHiddenLayers; state++)
        {
            yield return PerToken($"hidden_states.{state}", Hidden, states.AsSpan(state * _batch.RowCount * Hidden, _batch.RowCount * Hidden));
        }

        var last = new float[_batch.RowCount * Hidden];
        _model.Forward(_batch, last, _options);
        yield return PerToken("last_hidden_state", Hidden, last);
        yield return PerText("mean_pooled", Hidden, MeanPooled(last));
        if (HasPooler)
        {
            yield return PerText("pooler_output", Hidden, Compute(_batch.TextCount * Hidden, _model.Pool));
        }

        if (_model.Heads.HasFlag(BertHeadKinds.NextSentence))
        {
            yield return PerText("nsp_logits", 2, Compute(_batch.TextCount * 2, _model.NextSentenceLogits));
        }

        if (_model.Heads.HasFlag(BertHeadKinds.SequenceClassification))
        {
            yield return PerText("logits", Labels, Compute(_batch.TextCount * Labels, _model.SequenceClassificationLogits));
        }

        if (_model.Heads.HasFlag(BertHeadKinds.MultipleChoice))
        {
            yield return PerText("logits", 1, Compute(_batch.TextCount, _model.MultipleChoiceLogits));
        }

        if (_model.Heads.HasFlag(BertHeadKinds.TokenClassification))
        {
            yield return PerToken("logits", Labels, Compute(_batch.RowCount * Labels, _model.TokenClassificationLogits));
        }

        if (_model.Heads.HasFlag(BertHeadKinds.QuestionAnswering))
        {
            var logits = Compute(_batch.RowCount * 2, _model.QuestionAnsweringLogits);
            yield return PerToken("start_logits", null, [.. logits.Where((_, i) => i % 2 == 0)]);
            yield return PerToken("end_logits", null, [.. logits.Where((_, i) => i % 2 == 1)]);
        }

        if (_model.Heads.HasFlag(BertHeadKinds.MaskedLanguageModel) && _case.MaskedPositions is { } positions)
        {
            yield return MaskedLogits(positions);
        }
    }

    private delegate void Computation(TokenBatch batch, Span<float> destination, ForwardOptions? options);

    private float[] Compute(int length, Computation computation)
    {
        var values = new float[length];
        computation(_batch, values, _options);
        return values;
    }

    private ForwardOutput MaskedLogits(int[][] positions)
    {
        var vocabulary = _model.Config.VocabSize;
        int[] rows = [.. positions.Select(RowOf)];
        int[] distinct = [.. rows.Distinct().Order()];
        var logits = new float[distinct.Length * vocabulary];
        _model.MaskedLanguageModelLogits(_batch, distinct, logits, _options);
        var values = new float[rows.Length * vocabulary];
        for (var i = 0; i < rows.Length; i++)
        {
            logits.AsSpan(Array.BinarySearch(distinct, rows[i]) * vocabulary, vocabulary).CopyTo(values.AsSpan(i * vocabulary));
        }

        return new ForwardOutput(FullName("mlm_logits"), [rows.Length, vocabulary], values);
    }

    private int RowOf(int[] position) =>
        position is [var row, var column] && (uint)row < (uint)_case.RowCount && (uint)column < (uint)_case.ColumnCount
            ? _batch.RowOf(Array.IndexOf(_order, row), column)
            : throw _case.Error("mlm_positions to be pairs [row, column] inside input_ids", $"[{string.Join(", ", position)}]");

    // A pooled row or a predicted word may stand where the mask is 0: such rows are computed, but nobody attends to them.
    private int[] ReadColumns(int row)
    {
        IEnumerable<int> read = _case.MaskedPositions?.Where(position => position is [var r, _] && r == row).Select(position => position[1]) ?? [];
        return [.. read.Append(0).Where(column => (uint)column < (uint)_case.ColumnCount).Distinct().Order()];
    }

    private float[] MeanPooled(ReadOnlySpan<float> hidden)
    {
        var means = new float[_batch.TextCount * Hidden];
        for (var text = 0; text < _batch.TextCount; text++)
        {
            var keys = hidden.Slice(_batch.KeyStarts[text] * Hidden, _batch.KeyCounts[text] * Hidden);
            for (var i = 0; i < Hidden; i++)
            {
                var sum = 0.0;
                for (var row = 0; row < _batch.KeyCounts[text]; row++)
                {
                    sum += keys[(row * Hidden) + i];
                }

                means[(text * Hidden) + i] = (float)(sum / _batch.KeyCounts[text]);
            }
        }

        return means;
    }

    private ForwardOutput PerText(string name, int width, ReadOnlySpan<float> values)
    {
        var ordered = new float[values.Length];
        for (var text = 0; text < _order.Length; text++)
        {
            values.Slice(text * width, width).CopyTo(ordered.AsSpan(_order[text] * width));
        }

        return new ForwardOutput(FullName(name), [_case.RowCount, width], ordered);
    }

    private ForwardOutput PerToken(string name, int? columns, ReadOnlySpan<float> values)
    {
        var width = columns ?? 1;
        var padded = new float[_case.RowCount * _case.ColumnCount * width];
        for (var text = 0; text < _order.Length; text++)
        {
            for (var row = _batch.KeyStarts[text]; row < _batch.KeyStarts[text] + _batch.KeyCounts[text]; row++)
            {
                var place = (_order[text] * _case.ColumnCount) + _batch.Columns[row];
                values.Slice(row * width, width).CopyTo(padded.AsSpan(place * width));
            }
        }

        long[] shape = columns is null ? [_case.RowCount, _case.ColumnCount] : [_case.RowCount, _case.ColumnCount, width];
        return new ForwardOutput(FullName(name), shape, padded);
    }

    private string FullName(string output) => $"{_case.Name}/{output}";
}
