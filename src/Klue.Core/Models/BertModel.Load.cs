using Klue.Checkpoints;
using Klue.Configuration;

namespace Klue.Models;

public sealed partial class BertModel
{
    /// <summary>Loads the config.json and the safetensors weights of a Hugging Face model folder.</summary>
    /// <exception cref="ConfigurationException">config.json is missing a key, lies, or asks for what BERT is not.</exception>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen; nothing is ever initialised at random.</exception>
    /// <exception cref="Safetensors.SafetensorsException">A file breaks a rule of the format.</exception>
    /// <exception cref="IO.FileAccessException">The folder or a file is not there or cannot be read.</exception>
    public static BertModel Load(string folder)
    {
        var config = BertConfig.Load(folder);
        using var source = TensorSource.Open(folder);
        return Load(config, source);
    }

    /// <summary>Loads a model from any source of tensors; the source may be closed afterwards.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static BertModel Load(BertConfig config, ITensorSource source)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(source);
        var checkpoint = Checkpoint.Open(source, config);
        var loader = new BertModelLoader(config, checkpoint);
        var embeddings = loader.Embeddings();
        var layers = new BertLayer[config.NumHiddenLayers];
        for (var layer = 0; layer < layers.Length; layer++)
        {
            layers[layer] = loader.Layer(layer);
        }

        return new BertModel(config, embeddings, layers, loader.Heads(embeddings), checkpoint.Warnings);
    }
}
