using Klue.Configuration;

namespace Klue.Pipelines;

/// <summary>One vector of a text's hidden states (sentence-transformers <c>Pooling</c>). Sums run over the tokens in their order, in float64.</summary>
internal sealed class SentencePooling(PoolingModes modes, int hiddenSize)
{
    // The order in which sentence-transformers concatenates.
    private static readonly PoolingModes[] Order =
        [PoolingModes.Cls, PoolingModes.Max, PoolingModes.Mean, PoolingModes.MeanSqrtLength, PoolingModes.WeightedMean, PoolingModes.LastToken];

    // What sentence-transformers divides by when no token counts, and takes as their maximum.
    private const double SmallestDivisor = 1e-9;
    private const float SmallestMaximum = -1e9f;

    private readonly PoolingModes[] _modes = Array.FindAll(Order, mode => modes.HasFlag(mode));

    /// <summary>Length of the vector.</summary>
    public int Width => _modes.Length * hiddenSize;

    /// <summary>
    /// Which tokens of a text of <paramref name="tokens"/> are read, ascending, where it is only the first, the last or
    /// both; otherwise all are, and this is empty.
    /// </summary>
    public int[] TokensRead(int tokens) => modes switch
    {
        PoolingModes.Cls => [0],
        PoolingModes.LastToken => [tokens - 1],
        PoolingModes.Cls | PoolingModes.LastToken => tokens == 1 ? [0] : [0, tokens - 1],
        _ => [],
    };

    /// <summary>Pools the tokens of one text.</summary>
    /// <param name="hidden">The hidden states, [L, hidden].</param>
    /// <param name="first">The first token that counts; those of a prompt may not. [CLS] is read where it stands.</param>
    /// <param name="vector">Takes the vector, [<see cref="Width"/>].</param>
    public void Pool(ReadOnlySpan<float> hidden, int first, Span<float> vector)
    {
        var tokens = hidden.Length / hiddenSize;
        for (var i = 0; i < _modes.Length; i++)
        {
            var part = vector.Slice(i * hiddenSize, hiddenSize);
            switch (_modes[i])
            {
                case PoolingModes.Cls:
                    hidden[..hiddenSize].CopyTo(part);
                    break;
                case PoolingModes.LastToken:
                    hidden[^hiddenSize..].CopyTo(part);
                    break;
                case PoolingModes.Max:
                    Max(hidden, first, part);
                    break;
                case PoolingModes.Mean:
                    Sum(hidden, first, isWeighted: false, tokens - first, part);
                    break;
                case PoolingModes.MeanSqrtLength:
                    Sum(hidden, first, isWeighted: false, Math.Sqrt(Math.Max(tokens - first, SmallestDivisor)), part);
                    break;
                default:
                    Sum(hidden, first, isWeighted: true, ((tokens * (tokens + 1.0)) - (first * (first + 1.0))) / 2, part);
                    break;
            }
        }
    }

    private void Max(ReadOnlySpan<float> hidden, int first, Span<float> vector)
    {
        vector.Fill(SmallestMaximum);
        for (var start = first * hiddenSize; start < hidden.Length; start += hiddenSize)
        {
            for (var i = 0; i < hiddenSize; i++)
            {
                vector[i] = MathF.Max(vector[i], hidden[start + i]);
            }
        }
    }

    private void Sum(ReadOnlySpan<float> hidden, int first, bool isWeighted, double divisor, Span<float> vector)
    {
        var sums = new double[hiddenSize];
        for (var token = first; token < hidden.Length / hiddenSize; token++)
        {
            var weight = isWeighted ? token + 1.0 : 1.0;
            var state = hidden.Slice(token * hiddenSize, hiddenSize);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += weight * state[i];
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            vector[i] = (float)(sums[i] / Math.Max(divisor, SmallestDivisor));
        }
    }
}
