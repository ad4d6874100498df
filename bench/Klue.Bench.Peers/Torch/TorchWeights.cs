using Klue.Checkpoints;
using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>Reads the tensors of a checkpoint into libtorch's memory, and owns them.</summary>
internal sealed class TorchWeights(Checkpoint checkpoint, ScalarType type) : IDisposable
{
    private readonly List<Tensor> _owned = [];

    public Tensor Table(string name) => Read(name);

    /// <summary>A linear layer, or several with the same input side by side.</summary>
    public TorchLinear Linear(params string[] names) => new(Join(names, "weight"), Join(names, "bias"));

    public TorchNorm Norm(string name) =>
        new(Read($"{name}.weight"), Read($"{name}.bias"), checkpoint.Config.HiddenSize, checkpoint.Config.LayerNormEpsilon);

    public void Dispose()
    {
        _owned.ForEach(tensor => tensor.Dispose());
        _owned.Clear();
    }

    private Tensor Join(string[] names, string kind)
    {
        Tensor[] parts = [.. names.Select(name => Read($"{name}.{kind}"))];
        if (parts is [var only])
        {
            return only;
        }

        _owned.Add(cat(parts, 0));
        return _owned[^1];
    }

    private Tensor Read(string name)
    {
        var info = checkpoint.Find(name);
        long[] shape = [.. Enumerable.Range(0, info.Shape.Rank).Select(axis => (long)info.Shape[axis])];
        var values = new float[info.ElementCount];
        checkpoint.ReadSingle(name, shape, values);
        using var single = tensor(values, shape);
        _owned.Add(single.to(type, copy: true));
        return _owned[^1];
    }
}
