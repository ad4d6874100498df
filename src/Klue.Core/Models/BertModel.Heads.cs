using Klue.Kernels;

namespace Klue.Models;

public sealed partial class BertModel
{
    /// <summary>The heads that the checkpoint holds.</summary>
    public BertHeadKinds Heads => _heads.Kinds;

    /// <summary>Computes the pooler's output, tanh(W h_0 + b) of each text's first token.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [B, hidden].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <exception cref="InputException">The checkpoint holds no such head, or the batch does not fit the model.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text's first token is masked and was not named as read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two layers.</exception>
    public void Pool(TokenBatch batch, Span<float> destination, ForwardOptions? options = null)
    {
        Require(_heads.Pooler, BertHeadKinds.Pooler);
        using var pass = new ForwardPass(this, batch, options);
        CopyRows(Pool(pass, pass.RunFirstTokens()), destination);
    }

    /// <summary>Computes the last hidden state of every row and the pooler's output in one pass.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="hidden">Takes [T, hidden].</param>
    /// <param name="pooled">Takes [B, hidden].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <exception cref="InputException">The checkpoint holds no pooler, or the batch does not fit the model.</exception>
    /// <exception cref="ArgumentException">A destination is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text's first token is masked and was not named as read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two layers.</exception>
    public void ForwardAndPool(TokenBatch batch, Span<float> hidden, Span<float> pooled, ForwardOptions? options = null)
    {
        Require(_heads.Pooler, BertHeadKinds.Pooler);
        using var pass = new ForwardPass(this, batch, options);
        CopyRows(pass.Run(), hidden);
        CopyRows(Pool(pass, pass.FirstTokens()), pooled);
    }

    /// <summary>Computes the vocabulary's logits at some rows; the last layer is computed for them alone.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="rows">The rows to read, ascending, [R]; <see cref="TokenBatch.RowOf"/> finds them.</param>
    /// <param name="destination">Takes [R, vocabulary].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void MaskedLanguageModelLogits(TokenBatch batch, ReadOnlySpan<int> rows, Span<float> destination, ForwardOptions? options = null)
    {
        var head = Require(_heads.MaskedLanguageModel, BertHeadKinds.MaskedLanguageModel);
        var logits = new MatrixView(destination, rows.Length, Config.VocabSize);
        using var pass = new ForwardPass(this, batch, options);
        head.Forward(pass.Run(rows), logits, pass.Workspace, pass.Options);
    }

    /// <summary>Computes the two logits of next-sentence prediction: 0 says that the second text follows the first, 1 that it does not.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [B, 2].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void NextSentenceLogits(TokenBatch batch, Span<float> destination, ForwardOptions? options = null) =>
        PooledLogits(batch, Require(_heads.NextSentence, BertHeadKinds.NextSentence), destination, options);

    /// <summary>Computes the logits of text classification or regression.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [B, labels].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void SequenceClassificationLogits(TokenBatch batch, Span<float> destination, ForwardOptions? options = null) =>
        PooledLogits(batch, RequireClassifier(BertHeadKinds.SequenceClassification), destination, options);

    /// <summary>Computes the logit of each text as one choice; the caller puts the softmax over the choices that belong together.</summary>
    /// <param name="batch">The texts, one a choice, made for this model's configuration.</param>
    /// <param name="destination">Takes [B].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void MultipleChoiceLogits(TokenBatch batch, Span<float> destination, ForwardOptions? options = null) =>
        PooledLogits(batch, RequireClassifier(BertHeadKinds.MultipleChoice), destination, options);

    /// <summary>Computes the label logits of every row.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [T, labels].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void TokenClassificationLogits(TokenBatch batch, Span<float> destination, ForwardOptions? options = null) =>
        RowLogits(batch, RequireClassifier(BertHeadKinds.TokenClassification), destination, options);

    /// <summary>Computes the start (0) and end (1) logits of every row.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [T, 2].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Pool(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void QuestionAnsweringLogits(TokenBatch batch, Span<float> destination, ForwardOptions? options = null) =>
        RowLogits(batch, Require(_heads.QuestionAnswering, BertHeadKinds.QuestionAnswering), destination, options);

    /// <summary>Refuses work that needs a head which the checkpoint does not hold.</summary>
    /// <exception cref="InputException">There is no such head.</exception>
    internal void Require(BertHeadKinds kind)
    {
        if (!Heads.HasFlag(kind))
        {
            throw Missing(kind);
        }
    }

    private void PooledLogits(TokenBatch batch, PackedMatrix head, Span<float> destination, ForwardOptions? options)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(_heads.Pooler, BertHeadKinds.Pooler);
        var logits = new MatrixView(destination, batch.TextCount, head.Rows);
        using var pass = new ForwardPass(this, batch, options);
        Gemm.Multiply(Pool(pass, pass.RunFirstTokens()), head, logits, Activation.None, pass.Options);
    }

    private void RowLogits(TokenBatch batch, PackedMatrix head, Span<float> destination, ForwardOptions? options)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var logits = new MatrixView(destination, batch.RowCount, head.Rows);
        using var pass = new ForwardPass(this, batch, options);
        Gemm.Multiply(pass.Run(), head, logits, Activation.None, pass.Options);
    }

    private MatrixView Pool(ForwardPass pass, MatrixView first)
    {
        var pooled = pass.Workspace.Matrix(WorkspaceSlot.Head, first.Rows, first.Columns);
        Gemm.Multiply(first, _heads.Pooler!, pooled, Activation.Tanh, pass.Options);
        return pooled;
    }

    private PackedMatrix RequireClassifier(BertHeadKinds kind) => Require(_heads.ClassifierKind == kind ? _heads.Classifier : null, kind);

    private T Require<T>(T? head, BertHeadKinds kind)
        where T : class =>
        head ?? throw Missing(kind);

    private InputException Missing(BertHeadKinds kind) =>
        new($"The model has no {kind} head; its checkpoint ({string.Join(", ", Config.Architectures)}) holds: {Heads}.");
}
