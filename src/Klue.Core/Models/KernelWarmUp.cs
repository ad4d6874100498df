using System.Runtime.CompilerServices;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Diagnostics;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Has the JIT compile what a forward pass runs while the weights are still read, so that the first text need not wait for it: one
/// small layer of zeros is computed, in the format of the weights to come. Nothing of it is left but compiled code and the instruments
/// that every pass is told to.
/// </summary>
internal static class KernelWarmUp
{
    // One head of the usual width. Fifteen rows make two tiles, of the heights that most rows of longer texts lie in.
    private const int Size = 64;
    private const int Tokens = 15;

    private static int _done;

    /// <summary>Begins, unless it was done before for such weights or nothing is compiled at run time.</summary>
    public static Task Start(Checkpoint checkpoint)
    {
        var (format, split) = (checkpoint.Weights, checkpoint.Packed?.Split ?? EncoderSplit.Default);
        return RuntimeFeature.IsDynamicCodeCompiled && (Interlocked.Or(ref _done, 1 << (int)format) & (1 << (int)format)) == 0
            ? Task.Run(() => Run(checkpoint.Config.HiddenActivation, format, split))
            : Task.CompletedTask;
    }

    private static void Run(Activation activation, WeightFormat format, EncoderSplit split)
    {
        RuntimeHelpers.RunClassConstructor(typeof(ForwardMeasurement).TypeHandle);
        var options = new KernelOptions { MaxDegreeOfParallelism = 1 };
        var batch = new TokenBatch(new BertConfig { HiddenSize = Size, NumAttentionHeads = 1, VocabSize = 1 });
        batch.Add(new int[Tokens]);
        using var workspace = new Workspace();
        using var embeddings = new BertEmbeddings(
            new PackedTable(1, Size, WordFormat.For(format, Dtype.F32)), new EmbeddingTable(1, Size), new EmbeddingTable(Tokens, Size), Norm());
        using var layer = new BertLayer(
            heads: 1, activation,
            Matrix(Size, split.Attention), Matrix(2 * Size, split.Attention), Matrix(Size, split.Attention), Norm(),
            Matrix(Size, split.FeedForward), Matrix(Size, split.FeedForward), Norm());
        var hidden = workspace.Matrix(WorkspaceSlot.Hidden, Tokens, Size);
        embeddings.Forward(batch, hidden, options);
        layer.Forward(batch, hidden, workspace, options);

        PackedMatrix Matrix(int rows, BitSplit bits) => new(rows, Size, format, bits);

        LayerNormWeights Norm() => new(new float[Size], new float[Size], epsilon: 1);
    }
}
