using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Bench.Peaks;

/// <summary>
/// 512-bit multiply-adds of 8-bit integers into 32-bit sums: <c>vpmaddubsw</c>, <c>vpmaddwd</c> with ones, add. The
/// accumulator is one of the factors: of three steps on constants, two would be computed once and for all.
/// </summary>
internal readonly struct Integer512 : IPeakOperation<Vector512<int>>
{
    public static int OperationsPerStep => 2 * Vector512<byte>.Count;

    public static Vector512<int> Start => Vector512<int>.One;

    public static Vector512<int> Operand(int seed) => Vector512.Create((short)seed).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Step(Vector512<int> accumulator, Vector512<int> left, Vector512<int> right)
    {
        var pairs = Avx512BW.MultiplyAddAdjacent(accumulator.AsByte(), left.AsSByte());
        return Avx512F.Add(accumulator, Avx512BW.MultiplyAddAdjacent(pairs, right.AsInt16()));
    }

    public static bool AreEqual(Vector512<int> left, Vector512<int> right) => left == right;
}
