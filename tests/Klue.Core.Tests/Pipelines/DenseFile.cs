using Klue.Checkpoints;
using Klue.Safetensors;

namespace Klue.Core.Tests.Pipelines;

/// <summary>The weights of a dense layer as sentence-transformers names them.</summary>
internal static class DenseFile
{
    public static void Write(string path, float[] weights, float[] bias, int inFeatures)
    {
        using var writer = SafetensorsWriter.Create(
            path,
            [new("linear.weight", Dtype.F32, new TensorShape(bias.Length, inFeatures)), new("linear.bias", Dtype.F32, new TensorShape(bias.Length))]);
        writer.Write("linear.weight", weights);
        writer.Write("linear.bias", bias);
        writer.Commit();
    }
}
