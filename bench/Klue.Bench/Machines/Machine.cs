using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Klue.Kernels;

namespace Klue.Bench.Machines;

/// <summary>Where measurements were taken.</summary>
/// <param name="Processor">Its name, and on x86 family and model, which say more than some names do.</param>
/// <param name="Processors">Logical processors that this process may use.</param>
/// <param name="Memory">Bytes of memory that this process may use.</param>
/// <param name="Caches">Its data caches.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">Name and version.</param>
/// <param name="BestInstructionSet">The widest kernels that it can run.</param>
/// <param name="FusedMultiplyAdd">Whether its multiply-adds round once.</param>
/// <param name="HugePages">Whether this process gets pages of 2 MiB; older reports do not tell.</param>
/// <param name="FreeMemory">In what pieces its free memory lay before anything was measured; older reports do not tell.</param>
internal sealed record Machine(
    string Processor,
    int Processors,
    long Memory,
    Caches Caches,
    string OperatingSystem,
    string Runtime,
    string BestInstructionSet,
    bool FusedMultiplyAdd,
    string HugePages = Machine.NotTold,
    string FreeMemory = Machine.NotTold)
{
    /// <summary>Of what a system, or an older report, does not tell.</summary>
    public const string NotTold = "not told";

    // CPUID leaves of the brand string, 16 characters each, and of family and model.
    private const int Signature = 1;
    private const int HighestExtended = unchecked((int)0x80000000);
    private const int FirstBrand = unchecked((int)0x80000002);
    private const int LastBrand = unchecked((int)0x80000004);

    /// <summary>The machine that this process runs on.</summary>
    public static Machine This { get; } = new(
        X86Base.IsSupported ? X86Name() : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture}",
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Caches.OfThisMachine,
        RuntimeInformation.OSDescription,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
        KernelInfo.Name(KernelInfo.Best),
        KernelInfo.FusedMultiplyAdd,
        Machines.HugePages.OfThisProcess,
        Machines.FreeMemory.OfThisMachine);

    private static string X86Name()
    {
        // Intel's Software Developer's Manual, CPUID leaf 01H: family and model in two parts each.
        var signature = X86Base.CpuId(Signature, 0).Eax;
        var (family, model) = ((signature >> 8) & 15, (signature >> 4) & 15);
        if (family is 6 or 15)
        {
            model += ((signature >> 16) & 15) << 4;
        }

        family += family == 15 ? (signature >> 20) & 255 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{Brand()} (family {family}, model {model})");
    }

    private static string Brand()
    {
        if ((uint)X86Base.CpuId(HighestExtended, 0).Eax < unchecked((uint)LastBrand))
        {
            return "x86";
        }

        var letters = new List<int>();
        for (var leaf = FirstBrand; leaf <= LastBrand; leaf++)
        {
            var (eax, ebx, ecx, edx) = X86Base.CpuId(leaf, 0);
            letters.AddRange([eax, ebx, ecx, edx]);
        }

        return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(letters))).TrimEnd('\0').Trim();
    }
}
