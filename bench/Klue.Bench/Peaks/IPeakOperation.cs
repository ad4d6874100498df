namespace Klue.Bench.Peaks;

/// <summary>The instruction, or the few, whose rate is a peak: one step of an accumulator of type <typeparamref name="T"/>.</summary>
internal interface IPeakOperation<T>
    where T : struct
{
    /// <summary>Arithmetic operations of one step.</summary>
    static abstract int OperationsPerStep { get; }

    /// <summary>An accumulator's first value.</summary>
    static abstract T Start { get; }

    /// <summary>An operand that no compiler can foresee.</summary>
    static abstract T Operand(int seed);

    /// <summary>The accumulator's next value, which depends on the one before, so that no step can be left out.</summary>
    static abstract T Step(T accumulator, T left, T right);

    /// <summary>Whether two accumulators are equal: something to read, so that none of them is dead.</summary>
    static abstract bool AreEqual(T left, T right);
}
