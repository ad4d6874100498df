using Klue.Bench.Peers.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Klue.Bench.Peers.Engines;

/// <summary>Inputs of an ONNX Runtime session and room for its output.</summary>
internal sealed class OnnxRuntimeRun : IBatchRun
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly string[] _names;
    private readonly OrtValue[] _inputs;
    private readonly float[] _output;
    private readonly OrtValue[] _outputs;

    public OnnxRuntimeRun(InferenceSession session, IReadOnlyDictionary<string, OrtValue> inputs, long[] outputShape)
    {
        _session = session;
        (_names, _inputs) = ([.. inputs.Keys], [.. inputs.Values]);
        _output = new float[outputShape.Aggregate(1L, (product, size) => product * size)];
        _outputs = [OrtValue.CreateTensorValueFromMemory(_output, outputShape)];
    }

    public ReadOnlySpan<float> Output => _output;

    public void Run() => _session.Run(_options, _names, _inputs, [BertGraph.Result], _outputs);

    public void Dispose()
    {
        Array.ForEach([.. _inputs, .. _outputs], value => value.Dispose());
        _options.Dispose();
    }
}
