using Klue.Bench.Peers.Onnx;
using Klue.Bench.Peers.Workloads;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Klue.Bench.Peers.Engines;

/// <summary>ONNX Runtime on a CPU, all its optimisations on.</summary>
internal sealed class OnnxRuntimeEngine : PaddedEngine
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;

    /// <summary>Loads a graph that <see cref="BertGraph"/> wrote.</summary>
    public OnnxRuntimeEngine(string name, OnnxForm form, string path, OutputSize size, int threads)
        : base(name, form == OnnxForm.Int8 ? Precision.Int8 : Precision.Float32, size)
    {
        _options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        _session = new InferenceSession(path, _options);
    }

    protected override bool TakesPadding => _session.InputMetadata.ContainsKey(BertGraph.AttentionMask);

    public override void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    protected override IBatchRun Prepare(PaddedBatch batch)
    {
        var inputs = _session.InputMetadata.ToDictionary(
            input => input.Key,
            input => Tensor(ValuesOf(input.Key, batch), input.Value.ElementDataType, [batch.Rows, batch.Length]));
        long[] shape = Size.IsPerToken ? [batch.Rows, batch.Length, Size.Width] : [batch.Rows, Size.Width];
        return new OnnxRuntimeRun(_session, inputs, shape);
    }

    private static int[] ValuesOf(string input, PaddedBatch batch) => input switch
    {
        BertGraph.InputIds => batch.Ids,
        BertGraph.AttentionMask => batch.Mask,
        _ => new int[batch.Ids.Length],
    };

    private static OrtValue Tensor(int[] values, TensorElementType type, long[] shape) => type == TensorElementType.Int64
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (long)value), shape)
        : OrtValue.CreateTensorValueFromMemory(values, shape);
}
