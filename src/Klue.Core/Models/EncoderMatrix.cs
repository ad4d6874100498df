using Klue.Configuration;

namespace Klue.Models;

/// <summary>
/// A matrix of the encoder as it is computed with: one linear layer of the checkpoint, or several of the same input side by side.
/// </summary>
/// <param name="Place">Where in its layer it stands.</param>
/// <param name="Name">Its name in packed files.</param>
/// <param name="Layers">The linear layers of the checkpoint, without prefix, in order.</param>
/// <param name="LayerRows">Rows of each of them.</param>
/// <param name="Columns">Columns of all of them.</param>
internal sealed record EncoderMatrix(EncoderPlace Place, string Name, IReadOnlyList<string> Layers, int LayerRows, int Columns)
{
    /// <summary>Rows of all layers together.</summary>
    public int Rows => LayerRows * Layers.Count;

    /// <summary>The matrix at a place of a layer.</summary>
    public static EncoderMatrix Of(BertConfig config, int layer, EncoderPlace place)
    {
        var (hidden, inside) = (config.HiddenSize, config.IntermediateSize);
        return place switch
        {
            EncoderPlace.Query => Make("attention.self", ["query"], hidden, hidden),
            EncoderPlace.KeyValue => Make("attention.self", ["key", "value"], hidden, hidden),
            EncoderPlace.AttentionOutput => Make("attention.output", ["dense"], hidden, hidden),
            EncoderPlace.Intermediate => Make("intermediate", ["dense"], inside, hidden),
            EncoderPlace.Output => Make("output", ["dense"], hidden, inside),
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };

        EncoderMatrix Make(string module, string[] parts, int rows, int columns)
        {
            var name = $"encoder.layer.{layer}.{module}";
            return new EncoderMatrix(place, $"{name}.{string.Join('+', parts)}", [.. parts.Select(part => $"{name}.{part}")], rows, columns);
        }
    }

    /// <summary>All matrices of an encoder, in the order in which they are computed.</summary>
    public static IEnumerable<EncoderMatrix> All(BertConfig config) =>
        from layer in Enumerable.Range(0, config.NumHiddenLayers)
        from place in Enum.GetValues<EncoderPlace>()
        select Of(config, layer, place);
}
