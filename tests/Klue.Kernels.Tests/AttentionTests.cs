namespace Klue.Kernels.Tests;

public class AttentionTests
{
    [Fact]
    public void Ragged_texts_match_the_formula_in_float64()
    {
        const int Heads = 3, HeadSize = 8, H = Heads * HeadSize;
        int[] lengths = [5, 1, 17];
        var total = lengths.Sum();
        int[] starts = [0, 5, 6, 23];
        var qkv = Sample.Normal(total * 3 * H, 4);
        var view = new MatrixView(qkv, total, 3 * H);
        var output = new float[total * H];
        Attention.Compute(
            view.SliceColumns(0, H), view.SliceColumns(H, H), view.SliceColumns(2 * H, H), new(output, total, H),
            starts, starts.AsSpan(0, 3), lengths, Heads, KernelOptions.Default);

        for (var text = 0; text < lengths.Length; text++)
        {
            for (var row = starts[text]; row < starts[text + 1]; row++)
            {
                for (var head = 0; head < Heads; head++)
                {
                    var weights = Enumerable.Range(starts[text], lengths[text])
                        .Select(key => Math.Exp(Enumerable.Range(0, HeadSize).Sum(d =>
                            (double)qkv[(row * 3 * H) + (head * HeadSize) + d] *
                            qkv[(key * 3 * H) + H + (head * HeadSize) + d]) / Math.Sqrt(HeadSize)))
                        .ToArray();
                    for (var d = 0; d < HeadSize; d++)
                    {
                        var expected = weights
                            .Select((weight, j) => weight * qkv[((starts[text] + j) * 3 * H) + (2 * H) + (head * HeadSize) + d])
                            .Sum() / weights.Sum();
                        Assert.Equal(expected, output[(row * H) + (head * HeadSize) + d], 2e-6);
                    }
                }
            }
        }
    }
}
