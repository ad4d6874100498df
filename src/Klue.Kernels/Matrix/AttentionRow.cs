namespace Klue.Kernels;

/// <summary>One query against the keys of its text: the specification.</summary>
internal static unsafe class AttentionRow
{
    /// <summary>
    /// weights[j] = exp(s[j] - max(s)), s[j] = query . keys[j] / sqrt(d), each product one chain over d ascending;
    /// gives the sum of the weights.
    /// </summary>
    public static float Weights(float* query, float* keys, int keyStride, int keyCount, int headSize, float* weights)
    {
        for (var key = 0; key < keyCount; key++)
        {
            var score = 0f;
            for (var d = 0; d < headSize; d++)
            {
                score = float.MultiplyAddEstimate(query[d], keys[((nint)key * keyStride) + d], score);
            }

            weights[key] = score;
        }

        return SoftmaxRow.Scalar(weights, keyCount, ScoreScale(headSize));
    }

    /// <summary>1 / sqrt(d).</summary>
    public static float ScoreScale(int headSize) => 1f / MathF.Sqrt(headSize);
}
