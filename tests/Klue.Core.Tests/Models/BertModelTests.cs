using Klue.Models;
using Klue.Tests;

namespace Klue.Core.Tests.Models;

public sealed class BertModelTests : IDisposable
{
    private readonly BertModel _model = BertModel.Load(TestData.Path("models", "h-mlm-untied"));

    private int Hidden => _model.Config.HiddenSize;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Some_rows_are_the_same_as_among_all()
    {
        var batch = Batch([2, 5, 6, 3], [2, 7, 3], [2, 8, 9, 10, 3]);
        var all = new float[batch.RowCount * Hidden];
        _model.Forward(batch, all);
        foreach (var rows in (int[][])[[0], [0, 4, 7], [3, 5, 6, 11], [.. Enumerable.Range(0, batch.RowCount)]])
        {
            var some = new float[rows.Length * Hidden];
            _model.Forward(batch, rows, some);
            Assert.Equal(rows.SelectMany(row => all[(row * Hidden)..((row + 1) * Hidden)]), some);
        }
    }

    [Fact]
    public void No_rows_are_no_work() => _model.Forward(Batch([2, 5, 3]), [], []);

    [Fact]
    public void What_no_forward_pass_can_do_is_refused()
    {
        var batch = Batch([2, 5, 3]);
        Assert.Contains("no texts", Assert.Throws<InputException>(() => _model.Forward(new TokenBatch(_model.Config), [])).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => _model.Forward(Other(), new float[3 * Hidden]));
        Assert.Throws<ArgumentException>(() => _model.Forward(batch, new float[(3 * Hidden) - 1]));
        Assert.Throws<ArgumentException>(() => _model.Forward(batch, [1, 1], new float[2 * Hidden]));
        Assert.Throws<ArgumentException>(() => _model.Forward(batch, [3], new float[Hidden]));
        Assert.Contains("QuestionAnswering", Assert.Throws<InputException>(() => _model.QuestionAnsweringLogits(batch, new float[6])).Message, StringComparison.Ordinal);
        Assert.Contains("Pooler", Assert.Throws<InputException>(() => _model.Pool(batch, new float[Hidden])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => _model.Forward(null!, []));

        TokenBatch Other()
        {
            var other = new TokenBatch(_model.Config with { VocabSize = _model.Config.VocabSize + 1 });
            other.Add([2, 5, 3]);
            return other;
        }
    }

    [Fact]
    public void A_model_that_was_disposed_of_says_so()
    {
        var model = BertModel.Load(TestData.Path("models", "h-mlm-untied"));
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Forward(Batch([2, 5, 3]), new float[3 * Hidden]));
    }

    private TokenBatch Batch(params int[][] texts)
    {
        var batch = new TokenBatch(_model.Config);
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        return batch;
    }
}
