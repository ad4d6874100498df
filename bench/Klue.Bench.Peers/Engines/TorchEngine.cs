using System.Runtime.CompilerServices;
using Klue.Bench.Peers.Torch;
using Klue.Bench.Peers.Workloads;
using Klue.Checkpoints;
using static TorchSharp.torch;

namespace Klue.Bench.Peers.Engines;

/// <summary>libtorch on a CPU.</summary>
internal sealed class TorchEngine : PaddedEngine
{
    private readonly TorchBert _model;
    private readonly int _threads;

    /// <summary>Reads the weights of a checkpoint, which may be closed afterwards.</summary>
    public TorchEngine(string name, Precision precision, Checkpoint checkpoint, bool isFused, BertOutput output, int threads)
        : base(name, precision, OutputSize.Of(output, checkpoint.Config))
    {
        TorchSharpLibrary.Prepare();
        _threads = threads;
        _model = Load(checkpoint, isFused, precision, output);
    }

    protected override bool TakesPadding => true;

    public override void Dispose() => _model.Dispose();

    protected override IBatchRun Prepare(PaddedBatch batch)
    {
        set_num_threads(_threads);
        return new TorchRun(_model, batch);
    }

    // In a method of its own, so that nothing of TorchSharp is loaded before its native library can be.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TorchBert Load(Checkpoint checkpoint, bool isFused, Precision precision, BertOutput output) => new(
        checkpoint,
        isFused ? new ScaledDotProductAttention() : new EagerAttention(),
        precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
        output);
}
