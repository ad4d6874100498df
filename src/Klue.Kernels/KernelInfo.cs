using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Vector128 = System.Runtime.Intrinsics.Vector128;

namespace Klue.Kernels;

/// <summary>What this machine offers and which instruction set the kernels run on.</summary>
public static class KernelInfo
{
    /// <summary>The environment variable that sets <see cref="Active"/>: <c>avx512</c>, <c>avx2</c>, <c>vector128</c> or <c>scalar</c>.</summary>
    public const string EnvironmentVariable = "KLUE_ISA";

    private static readonly string[] Names = ["scalar", "vector128", "avx2", "avx512"];

    // Lazy hands its factory's exception on as it is; a static initialiser would wrap it.
    private static readonly Lazy<SimdTier> ActiveTier = new(() => Resolve(Environment.GetEnvironmentVariable(EnvironmentVariable)));

    /// <summary>The widest tier that this machine has.</summary>
    public static SimdTier Best =>
        IsSupported(SimdTier.Avx512) ? SimdTier.Avx512 :
        IsSupported(SimdTier.Avx2) ? SimdTier.Avx2 :
        IsSupported(SimdTier.Vector128) ? SimdTier.Vector128 : SimdTier.Scalar;

    /// <summary>The tier that <c>KLUE_ISA</c> names, otherwise <see cref="Best"/>. Read once, on first use.</summary>
    /// <exception cref="ArgumentException"><c>KLUE_ISA</c> names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException"><c>KLUE_ISA</c> names a tier that this machine lacks.</exception>
    public static SimdTier Active => ActiveTier.Value;

    /// <summary>
    /// Whether multiply-adds round once. True on x64 since Haswell and on every Arm64; where it is false, results
    /// still do not depend on batch, threads or tier, but differ in the last bits from those of other machines.
    /// </summary>
    public static bool FusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Whether this machine can run <paramref name="tier"/>.</summary>
    public static bool IsSupported(SimdTier tier) => tier switch
    {
        SimdTier.Scalar => true,
        SimdTier.Vector128 => Vector128.IsHardwareAccelerated,
        SimdTier.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        SimdTier.Avx512 => Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported,
        _ => false,
    };

    /// <summary>The tier called <paramref name="name"/>, as <see cref="Name"/> writes it; case is ignored.</summary>
    /// <exception cref="ArgumentException">No tier has that name.</exception>
    public static SimdTier Parse(string name)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? (SimdTier)index
            : throw new ArgumentException($"'{name}' names no instruction set: expected one of {string.Join(", ", Names)}.", nameof(name));
    }

    /// <summary>The name of <paramref name="tier"/> in options and reports: <c>avx512</c>, <c>avx2</c>, <c>vector128</c>, <c>scalar</c>.</summary>
    public static string Name(SimdTier tier) => Names[(int)tier];

    /// <summary>Refuses a tier that this machine lacks.</summary>
    internal static void ThrowIfUnsupported(SimdTier tier)
    {
        if (!IsSupported(tier))
        {
            throw new PlatformNotSupportedException($"This machine cannot run the '{tier}' kernels; the best it has is '{Name(Best)}'.");
        }
    }

    /// <summary>What <c>KLUE_ISA=<paramref name="value"/></c> asks for; null or empty asks for the best.</summary>
    internal static SimdTier Resolve(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return Best;
        }

        if (!Names.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{EnvironmentVariable}='{value}' names no instruction set: expected one of {string.Join(", ", Names)}.");
        }

        var tier = Parse(value);
        return IsSupported(tier)
            ? tier
            : throw new PlatformNotSupportedException(
                $"{EnvironmentVariable}='{value}': this machine lacks that instruction set; the best it has is '{Name(Best)}'.");
    }
}
