using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// BERT (Devlin et al. 2018, arXiv 1810.04805) or RoBERTa (Liu et al. 2019, arXiv 1907.11692) for inference, over packed
/// float32 weights: the encoder and those heads that its checkpoint holds.
/// </summary>
/// <remarks>
/// A model never changes after loading, and any number of threads may call it. A text's numbers do not depend on the
/// rest of its batch, its place in it, the number of threads or the instruction set. The overloads that write into the
/// caller's span allocate nothing once a batch of that size has been seen.
/// </remarks>
public sealed partial class BertModel : IDisposable
{
    private readonly BertEmbeddings _embeddings;
    private readonly BertLayer[] _layers;
    private readonly BertHeads _heads;
    private readonly WorkspacePool _workspaces = new();

    private BertModel(
        string name, BertConfig config, BertEmbeddings embeddings, BertLayer[] layers, BertHeads heads, IReadOnlyList<string> warnings)
    {
        Name = name;
        Config = config;
        _embeddings = embeddings;
        _layers = layers;
        _heads = heads;
        Warnings = warnings;
    }

    /// <summary>The name of the model's folder; <see cref="Diagnostics.KlueDiagnostics"/> tells models apart by it.</summary>
    public string Name { get; }

    /// <summary>What the folder's config.json says.</summary>
    public BertConfig Config { get; }

    /// <summary>One-line remarks about oddities of the checkpoint that harm nothing.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Bytes of native memory that the packed weights take, mapped ones included. A masked-LM decoder that is tied to the word embeddings
    /// is packed, and counted, when words are first predicted.
    /// </summary>
    public long WeightBytes => _embeddings.ByteLength + _layers.Sum(layer => layer.ByteLength) + _heads.ByteLength;

    /// <summary>Computes the last hidden state of every row.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [T, hidden].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <exception cref="InputException">The batch is empty or was made for another configuration.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two layers.</exception>
    public void Forward(TokenBatch batch, Span<float> destination, ForwardOptions? options = null)
    {
        using var pass = new ForwardPass(this, batch, options);
        pass.Run();
        CopyRows(pass.Hidden, destination);
    }

    /// <summary>Computes the last hidden state of some rows; the last layer is computed for them alone.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="rows">The rows to read, ascending, [R]; <see cref="TokenBatch.RowOf"/> finds them.</param>
    /// <param name="destination">Takes [R, hidden].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Forward(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void Forward(TokenBatch batch, ReadOnlySpan<int> rows, Span<float> destination, ForwardOptions? options = null)
    {
        using var pass = new ForwardPass(this, batch, options);
        CopyRows(pass.Run(rows), destination);
    }

    /// <summary>Computes the output of the embeddings and of every layer.</summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="destination">Takes [layers + 1, T, hidden].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <inheritdoc cref="Forward(TokenBatch, Span{float}, ForwardOptions?)"/>
    public void ForwardHiddenStates(TokenBatch batch, Span<float> destination, ForwardOptions? options = null)
    {
        using var pass = new ForwardPass(this, batch, options);
        var size = checked(batch.RowCount * Config.HiddenSize);
        for (var state = 0; state <= _layers.Length; state++)
        {
            if (state > 0)
            {
                pass.RunLayer(state - 1);
            }

            CopyRows(pass.Hidden, destination[(state * size)..]);
        }
    }

    /// <summary>Frees the weights. No other call may be running or follow.</summary>
    public void Dispose()
    {
        _embeddings.Dispose();
        foreach (var layer in _layers)
        {
            layer.Dispose();
        }

        _heads.Dispose();
        _workspaces.Dispose();
    }

    private static void CopyRows(MatrixView source, Span<float> destination)
    {
        var needed = (long)source.Rows * source.Columns;
        if (destination.Length < needed)
        {
            throw new ArgumentException($"The result has {source.Rows} x {source.Columns} = {needed} elements; there is room for {destination.Length}.", nameof(destination));
        }

        for (var row = 0; row < source.Rows; row++)
        {
            source.Row(row).CopyTo(destination[(row * source.Columns)..]);
        }
    }
}
