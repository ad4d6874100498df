using Klue.Bench.Peers.Torch;
using Klue.Bench.Peers.Workloads;
using static TorchSharp.torch;

namespace Klue.Bench.Peers.Engines;

/// <summary>Inputs in libtorch's memory and the output of the last run.</summary>
internal sealed class TorchRun : IBatchRun
{
    private readonly TorchBert _model;
    private readonly Tensor _ids;
    private readonly Tensor? _mask;
    private Tensor? _result;
    private float[]? _output;

    public TorchRun(TorchBert model, PaddedBatch batch)
    {
        _model = model;
        long[] shape = [batch.Rows, batch.Length];
        _ids = tensor(Array.ConvertAll(batch.Ids, id => (long)id), shape);
        _mask = batch.IsPadded ? tensor(batch.Mask, shape) : null;
    }

    public ReadOnlySpan<float> Output
    {
        get
        {
            if (_output is null && _result is not null)
            {
                using var single = _result.to(ScalarType.Float32).contiguous();
                _output = single.data<float>().ToArray();
            }

            return _output;
        }
    }

    public void Run()
    {
        _result?.Dispose();
        _result = _model.Forward(_ids, _mask);
        _output = null;
    }

    public void Dispose()
    {
        _ids.Dispose();
        _mask?.Dispose();
        _result?.Dispose();
    }
}
