using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Bench.Peaks;

/// <summary>256-bit fused multiply-adds of float32.</summary>
internal readonly struct Fma256 : IPeakOperation<Vector256<float>>
{
    public static int OperationsPerStep => 2 * Vector256<float>.Count;

    public static Vector256<float> Start => Vector256<float>.One;

    public static Vector256<float> Operand(int seed) => Vector256.Create(PeakLoop.Shrinking(seed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Step(Vector256<float> accumulator, Vector256<float> left, Vector256<float> right) =>
        Fma.MultiplyAdd(accumulator, left, right);

    public static bool AreEqual(Vector256<float> left, Vector256<float> right) => left == right;
}
