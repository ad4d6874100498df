using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Klue.Bench.Machines;

/// <summary>Sizes of this machine's data caches in bytes; 0 where the machine does not tell.</summary>
/// <param name="Private">The largest that one core has for itself.</param>
/// <param name="Shared">The last one, which several cores share.</param>
internal sealed record Caches(long Private, long Shared)
{
    // Leaves of CPUID that list the caches: Intel's, and the same of AMD.
    private const int IntelLeaf = 4;
    private const int AmdLeaf = unchecked((int)0x8000001D);
    private const int ExtendedFeatures = unchecked((int)0x80000001);

    public static Caches OfThisMachine { get; } = FromSystem() ?? FromProcessor() ?? new Caches(0, 0);

    private static Caches? FromSystem()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        return !Directory.Exists(Folder) ? null : Of(
            from cache in Directory.EnumerateDirectories(Folder, "index*")
            where ReadLine(cache, "type") != "Instruction"
            select (int.Parse(ReadLine(cache, "level"), CultureInfo.InvariantCulture), Size(ReadLine(cache, "size"))));
    }

    private static string ReadLine(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();

    private static long Size(string text) => long.Parse(text.AsSpan()[..^1], CultureInfo.InvariantCulture) * text[^1] switch
    {
        'K' => 1L << 10,
        'M' => 1L << 20,
        _ => throw new FormatException($"The cache size '{text}' has neither K nor M behind it."),
    };

    private static Caches? FromProcessor()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        // AMD lists its caches at a leaf of its own, in Intel's form; bit 22 of ECX, reserved on Intel's, says so.
        var isAmd = (X86Base.CpuId(ExtendedFeatures, 0).Ecx & (1 << 22)) != 0;
        return Of(FromLeaf(isAmd ? AmdLeaf : IntelLeaf));
    }

    // Intel's Software Developer's Manual, CPUID leaf 04H: type and level in EAX, ways, partitions, line in EBX, sets in ECX.
    private static IEnumerable<(int Level, long Size)> FromLeaf(int leaf)
    {
        const int Instruction = 2;
        for (var index = 0; ; index++)
        {
            var (eax, ebx, ecx, _) = X86Base.CpuId(leaf, index);
            var type = eax & 31;
            if (type == 0)
            {
                yield break;
            }

            if (type != Instruction)
            {
                var ways = ((uint)ebx >> 22) + 1L;
                var partitions = (((uint)ebx >> 12) & 1023) + 1L;
                var line = ((uint)ebx & 4095) + 1L;
                yield return ((eax >> 5) & 7, ways * partitions * line * ((uint)ecx + 1L));
            }
        }
    }

    private static Caches? Of(IEnumerable<(int Level, long Size)> caches)
    {
        var sizes = caches.ToDictionary(cache => cache.Level, cache => cache.Size);
        return sizes.Count == 0 ? null : new Caches(sizes.GetValueOrDefault(2), sizes.GetValueOrDefault(3, sizes.Values.Max()));
    }
}
