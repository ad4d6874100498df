using System.Runtime.CompilerServices;

namespace Klue.Bench.Peaks;

/// <summary>
/// Twelve independent accumulators, each step waiting for its own accumulator alone. Two pipes of four or five cycles'
/// latency are full with ten, and twelve with two operands still fit the sixteen registers of AVX2.
/// </summary>
internal static class PeakLoop
{
    public const int Accumulators = 12;

    /// <summary>Takes <paramref name="steps"/> steps of every accumulator; the result only keeps them alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<TOperation, T>(long steps, int seed)
        where TOperation : struct, IPeakOperation<T>
        where T : struct
    {
        T left = TOperation.Operand(seed), right = TOperation.Operand(seed + 1);
        T a = TOperation.Start, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (var step = 0L; step < steps; step++)
        {
            a = TOperation.Step(a, left, right);
            b = TOperation.Step(b, left, right);
            c = TOperation.Step(c, left, right);
            d = TOperation.Step(d, left, right);
            e = TOperation.Step(e, left, right);
            f = TOperation.Step(f, left, right);
            g = TOperation.Step(g, left, right);
            h = TOperation.Step(h, left, right);
            i = TOperation.Step(i, left, right);
            j = TOperation.Step(j, left, right);
            k = TOperation.Step(k, left, right);
            l = TOperation.Step(l, left, right);
        }

        return TOperation.AreEqual(a, b) & TOperation.AreEqual(c, d) & TOperation.AreEqual(e, f)
            & TOperation.AreEqual(g, h) & TOperation.AreEqual(i, j) & TOperation.AreEqual(k, l);
    }

    /// <summary>A number below 1, so that x * s + s stays a normal number of middling size for ever.</summary>
    public static float Shrinking(int seed) => 0.5f + (0.25f / (1 + Math.Abs(seed)));
}
