using System.Runtime.CompilerServices;

namespace Klue.Bench.Peaks;

/// <summary>Multiply-adds of single float32 numbers, fused where the machine can.</summary>
internal readonly struct FmaScalar : IPeakOperation<float>
{
    public static int OperationsPerStep => 2;

    public static float Start => 1f;

    public static float Operand(int seed) => PeakLoop.Shrinking(seed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float accumulator, float left, float right) => float.MultiplyAddEstimate(accumulator, left, right);

    public static bool AreEqual(float left, float right) => left == right;
}
