namespace Klue.Models;

public sealed partial class BertModel
{
    /// <summary>
    /// Computes the attention probabilities of one head of one layer: row t of a text says how much of each of the text's keys goes into
    /// its token t. The layers before run whole, this one and those after it do not.
    /// </summary>
    /// <param name="batch">The texts, made for this model's configuration.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="head">The head of that layer, from 0.</param>
    /// <param name="destination">Takes for each text, one after another, [rows, keys]; both are its tokens where nothing is masked.</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    /// <exception cref="InputException">The batch is empty or was made for another configuration.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such layer or head.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two layers.</exception>
    public void AttentionProbabilities(TokenBatch batch, int layer, int head, Span<float> destination, ForwardOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)_layers.Length, nameof(layer));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)Config.NumAttentionHeads, nameof(head));
        ArgumentNullException.ThrowIfNull(batch);
        if (destination.Length < ProbabilityCount(batch))
        {
            throw new ArgumentException($"The result has {ProbabilityCount(batch)} elements; there is room for {destination.Length}.", nameof(destination));
        }

        using var pass = new ForwardPass(this, batch, options);
        for (var before = 0; before < layer; before++)
        {
            pass.RunLayer(before);
        }

        _layers[layer].Probabilities(batch, pass.Hidden, head, destination, pass.Workspace, pass.Options);
    }

    private static long ProbabilityCount(TokenBatch batch)
    {
        var count = 0L;
        for (var text = 0; text < batch.TextCount; text++)
        {
            count += (long)(batch.RowStarts[text + 1] - batch.RowStarts[text]) * batch.KeyCounts[text];
        }

        return count;
    }
}
