using System.Runtime.CompilerServices;

namespace Klue.Bench.Peaks;

/// <summary>
/// Two accumulators where <typeparamref name="TOperation"/> has one, for Arm: its four pipes of four cycles want sixteen,
/// more than <see cref="PeakLoop"/> has by itself, and its thirty-two registers hold twenty-four.
/// </summary>
internal readonly struct Doubled<TOperation, T> : IPeakOperation<Doubled<TOperation, T>.Both>
    where TOperation : struct, IPeakOperation<T>
    where T : struct
{
    public static int OperationsPerStep => 2 * TOperation.OperationsPerStep;

    public static Both Start => new(TOperation.Start, TOperation.Start);

    public static Both Operand(int seed) => new(TOperation.Operand(seed), default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both Step(Both accumulator, Both left, Both right) => new(
        TOperation.Step(accumulator.First, left.First, right.First), TOperation.Step(accumulator.Second, left.First, right.First));

    public static bool AreEqual(Both left, Both right) =>
        TOperation.AreEqual(left.First, right.First) & TOperation.AreEqual(left.Second, right.Second);

    internal readonly struct Both(T first, T second)
    {
        public readonly T First = first;
        public readonly T Second = second;
    }
}
