using Klue.Checkpoints;
using Klue.Conversion.Writing;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>Which tensors of a checkpoint become matrices of the engine, and how the others go along.</summary>
internal static class PackedPlan
{
    /// <summary>The matrices of the encoder.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen.</exception>
    public static IReadOnlyList<PlannedMatrix> Matrices(Checkpoint checkpoint, PackingOptions options) => [.. EncoderMatrix.All(checkpoint.Config).Select(matrix => Plan(checkpoint, matrix, options))];

    /// <summary>The type of a tensor that stays plain: the engine's own for words and an untied decoder, otherwise the one it has.</summary>
    public static Dtype PlainDtype(TensorInfo tensor, PackingOptions options)
    {
        var isOfWords = tensor.Name.EndsWith(TensorNames.WordEmbeddings, StringComparison.Ordinal);
        return !isOfWords || !ElementConversion.IsFloat(tensor.Dtype) ? tensor.Dtype : WordFormat.For(options.Format, tensor.Dtype) switch
        {
            WeightFormat.F32 => tensor.Dtype,
            WeightFormat.BF16 => Dtype.BF16,
            _ => Dtype.F16,
        };
    }

    private static PlannedMatrix Plan(Checkpoint checkpoint, EncoderMatrix matrix, PackingOptions options)
    {
        List<TensorInfo> weights = [.. matrix.Layers.Select(layer => checkpoint.Find($"{layer}.weight", matrix.LayerRows, matrix.Columns))];
        var biases = matrix.Layers.Select(layer => checkpoint.Find($"{layer}.bias", matrix.LayerRows));
        var format = options.FormatOf(weights);
        return new PlannedMatrix(matrix, format, [.. weights, .. biases], PartDescriber.Describe(matrix, format, options.Split));
    }
}
