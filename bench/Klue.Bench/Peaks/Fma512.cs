using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Bench.Peaks;

/// <summary>512-bit fused multiply-adds of float32.</summary>
internal readonly struct Fma512 : IPeakOperation<Vector512<float>>
{
    public static int OperationsPerStep => 2 * Vector512<float>.Count;

    public static Vector512<float> Start => Vector512<float>.One;

    public static Vector512<float> Operand(int seed) => Vector512.Create(PeakLoop.Shrinking(seed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Step(Vector512<float> accumulator, Vector512<float> left, Vector512<float> right) =>
        Avx512F.FusedMultiplyAdd(accumulator, left, right);

    public static bool AreEqual(Vector512<float> left, Vector512<float> right) => left == right;
}
