using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Pipelines;

/// <summary>act(W x + b) over a whole vector (sentence-transformers <c>Dense</c>).</summary>
internal sealed class DenseLayer : IDisposable
{
    private readonly PackedMatrix _weights;
    private readonly Activation _activation;

    /// <summary>Loads the layer's weights, <c>linear.weight</c> and <c>linear.bias</c>.</summary>
    public DenseLayer(DenseModule module)
    {
        using var source = TensorSource.Open(module.Folder);
        var weight = new float[checked(module.OutFeatures * module.InFeatures)];
        var bias = new float[module.HasBias ? module.OutFeatures : 0];
        Read("linear.weight", [module.OutFeatures, module.InFeatures], weight);
        if (module.HasBias)
        {
            Read("linear.bias", [module.OutFeatures], bias);
        }

        _activation = module.Activation;
        _weights = new PackedMatrix(module.OutFeatures, module.InFeatures);
        _weights.SetRows(0, weight, bias);

        void Read(string name, ReadOnlySpan<long> shape, Span<float> destination) =>
            source.ReadSingle(source.GetTensor(name, shape).Name, 0, destination);
    }

    public int OutFeatures => _weights.Rows;

    /// <summary>Replaces [B, in] by [B, out].</summary>
    public float[] Forward(Span<float> vectors, int count, KernelOptions options)
    {
        var output = new float[count * _weights.Rows];
        Gemm.Multiply(new MatrixView(vectors, count, _weights.Columns), _weights, new MatrixView(output, count, _weights.Rows), _activation, options);
        return output;
    }

    public void Dispose() => _weights.Dispose();
}
