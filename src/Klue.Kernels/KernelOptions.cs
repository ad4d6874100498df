namespace Klue.Kernels;

/// <summary>How a kernel runs. Nothing in here changes a single bit of any result.</summary>
public sealed record KernelOptions
{
    private static KernelOptions? _default;

    /// <summary>The active instruction set and all processors.</summary>
    /// <exception cref="ArgumentException"><c>KLUE_ISA</c> names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException"><c>KLUE_ISA</c> names a tier that this machine lacks.</exception>
    public static KernelOptions Default => _default ??= new KernelOptions();

    /// <summary>The instruction set to use; <see cref="KernelInfo.Active"/> unless set.</summary>
    /// <exception cref="PlatformNotSupportedException">This machine lacks the tier.</exception>
    public SimdTier Tier
    {
        get;
        init
        {
            KernelInfo.ThrowIfUnsupported(value);
            field = value;
        }
    } = KernelInfo.Active;

    /// <summary>The most threads that one call may use, the caller's own included; all processors unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;
}
