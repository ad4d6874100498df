using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Bench.Peaks;

/// <summary>256-bit multiply-adds of 8-bit integers into 32-bit sums; see <see cref="Integer512"/>.</summary>
internal readonly struct Integer256 : IPeakOperation<Vector256<int>>
{
    public static int OperationsPerStep => 2 * Vector256<byte>.Count;

    public static Vector256<int> Start => Vector256<int>.One;

    public static Vector256<int> Operand(int seed) => Vector256.Create((short)seed).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Step(Vector256<int> accumulator, Vector256<int> left, Vector256<int> right)
    {
        var pairs = Avx2.MultiplyAddAdjacent(accumulator.AsByte(), left.AsSByte());
        return Avx2.Add(accumulator, Avx2.MultiplyAddAdjacent(pairs, right.AsInt16()));
    }

    public static bool AreEqual(Vector256<int> left, Vector256<int> right) => left == right;
}
