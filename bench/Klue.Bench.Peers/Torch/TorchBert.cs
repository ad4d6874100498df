using Klue.Bench.Peers.Workloads;
using Klue.Checkpoints;
using Klue.Configuration;
using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>BERT in libtorch's operators.</summary>
internal sealed class TorchBert : IDisposable
{
    private readonly TorchWeights _weights;
    private readonly ITorchAttention _attention;
    private readonly ScalarType _type;
    private readonly Tensor _words;
    private readonly Tensor _positions;
    private readonly Tensor _types;
    private readonly TorchNorm _norm;
    private readonly TorchLayer[] _layers;
    private readonly Func<Tensor, Tensor> _head;

    public TorchBert(Checkpoint checkpoint, ITorchAttention attention, ScalarType type, BertOutput output)
    {
        (Config, _attention, _type) = (checkpoint.Config, attention, type);
        _weights = new TorchWeights(checkpoint, type);
        _words = _weights.Table("embeddings.word_embeddings.weight");
        _positions = _weights.Table("embeddings.position_embeddings.weight");
        _types = _weights.Table("embeddings.token_type_embeddings.weight");
        _norm = _weights.Norm("embeddings.LayerNorm");
        _layers =
        [
            .. Enumerable.Range(0, Config.NumHiddenLayers)
                .Select(layer => new TorchLayer(_weights, Config, $"encoder.layer.{layer}", attention)),
        ];
        _head = output switch
        {
            BertOutput.Pooled => Pooler(),
            BertOutput.VocabularyLogits => MaskedLanguageModel(),
            _ => hidden => hidden,
        };
    }

    public BertConfig Config { get; }

    /// <summary>Runs a batch.</summary>
    /// <param name="ids">Token ids, [rows, length].</param>
    /// <param name="mask">1 for tokens, 0 for padding, [rows, length]; null where there is none.</param>
    public Tensor Forward(Tensor ids, Tensor? mask)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var (rows, length) = (ids.shape[0], ids.shape[1]);
        var words = _words.index_select(0, ids.flatten()).view(rows, length, Config.HiddenSize);
        var hidden = _norm.Forward(words + _positions[TensorIndex.Slice(0, length)] + _types[0]);
        var attended = mask is null ? null : _attention.Mask(mask, _type);
        foreach (var layer in _layers)
        {
            hidden = layer.Forward(hidden, attended);
        }

        return _head(hidden).MoveToOuterDisposeScope();
    }

    public void Dispose() => _weights.Dispose();

    private Func<Tensor, Tensor> Pooler()
    {
        var dense = _weights.Linear("pooler.dense");
        return hidden => tanh(dense.Forward(hidden[TensorIndex.Colon, 0]));
    }

    private Func<Tensor, Tensor> MaskedLanguageModel()
    {
        const string Head = "cls.predictions";
        var transform = _weights.Linear($"{Head}.transform.dense");
        var norm = _weights.Norm($"{Head}.transform.LayerNorm");
        var decoder = new TorchLinear(_words, _weights.Table($"{Head}.bias"));
        return hidden => decoder.Forward(norm.Forward(nn.functional.gelu(transform.Forward(hidden))));
    }
}
