using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Models;

namespace Klue.Core.Tests.Models;

/// <summary>One way in which a golden model's weights are stored, and what comes out of them.</summary>
/// <param name="Weights">A file or a folder.</param>
/// <param name="Expected">The file of expected outputs.</param>
/// <param name="Cases">The cases that it holds outputs of.</param>
internal sealed record GoldenModelForm(string Weights, string Expected, IReadOnlyList<GoldenModelCase> Cases)
{
    public BertModel Load()
    {
        var config = BertConfig.Load(Directory.Exists(Weights) ? Weights : Path.GetDirectoryName(Weights)!);
        using var checkpoint = Checkpoint.Open(Weights, config);
        return BertModel.Load(checkpoint);
    }

    /// <summary>The outputs that are expected of a case, of whatever shape; not every hidden state is stored.</summary>
    public static IEnumerable<(string Output, float[] Values)> ReadExpected(ITensorSource expected, GoldenModelCase item)
    {
        foreach (var tensor in expected.Tensors.Where(tensor => tensor.Name.StartsWith($"{item.Name}/", StringComparison.Ordinal)))
        {
            var values = new float[tensor.ElementCount];
            expected.ReadSingle(tensor.Name, 0, values);
            yield return (tensor.Name[(item.Name.Length + 1)..], values);
        }
    }
}
