using Klue.CommandLine;

namespace Klue.Bench.Workloads;

/// <summary>The lengths of a batch's texts: <c>BxS</c>, B texts of S tokens each, or <c>mixed</c>.</summary>
/// <param name="Batch">B.</param>
/// <param name="Sequence">S, or <c>mixed</c>.</param>
/// <param name="Lengths">Tokens of each text.</param>
internal sealed record BatchShape(string Batch, string Sequence, IReadOnlyList<int> Lengths)
{
    /// <summary>From one short text to many long ones.</summary>
    public const string DefaultNames = "1x16,1x32,1x128,8x128,32x64,1x512,mixed";

    private const string MixedName = "mixed";
    private const int MixedTexts = 32;
    private const int MixedShortest = 8;
    private const int MixedLongest = 128;

    /// <summary>Tokens of all texts.</summary>
    public int Tokens => Lengths.Sum();

    /// <summary>As it is written on the command line.</summary>
    public string Name => Sequence == MixedName ? MixedName : $"{Batch}x{Sequence}";

    /// <summary>Reads a shape.</summary>
    /// <exception cref="UsageException">It is neither <c>mixed</c> nor two positive numbers with an x between them.</exception>
    public static BatchShape Parse(string text)
    {
        if (text == MixedName)
        {
            return new BatchShape($"{MixedTexts}", text, Mixed());
        }

        var sizes = ShapeText.Sizes(text);
        return sizes is [var batch, var sequence]
            ? new BatchShape($"{batch}", $"{sequence}", [.. Enumerable.Repeat(sequence, batch)])
            : throw new UsageException($"--shapes: '{text}' is no batch; expected texts x tokens such as 8x128, or {MixedName}.");
    }

    // Mostly short texts and a few long ones, as people write; the same lengths, in the same order, on every machine.
    private static int[] Mixed()
    {
        var lengths = new int[MixedTexts];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = MixedShortest + (int)((MixedLongest - MixedShortest) * Math.Pow((i + 0.5) / lengths.Length, 3.44));
        }

        lengths[^1] = MixedLongest;
        new Random(MixedTexts).Shuffle(lengths);
        return lengths;
    }
}
