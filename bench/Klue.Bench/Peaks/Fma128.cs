using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Klue.Bench.Peaks;

/// <summary>128-bit multiply-adds of float32, fused where the machine can.</summary>
internal readonly struct Fma128 : IPeakOperation<Vector128<float>>
{
    public static int OperationsPerStep => 2 * Vector128<float>.Count;

    public static Vector128<float> Start => Vector128<float>.One;

    public static Vector128<float> Operand(int seed) => Vector128.Create(PeakLoop.Shrinking(seed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Step(Vector128<float> accumulator, Vector128<float> left, Vector128<float> right) =>
        Vector128.MultiplyAddEstimate(accumulator, left, right);

    public static bool AreEqual(Vector128<float> left, Vector128<float> right) => left == right;
}
