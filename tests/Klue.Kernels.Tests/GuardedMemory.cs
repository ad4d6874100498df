using System.Runtime.InteropServices;

namespace Klue.Kernels.Tests;

/// <summary>Memory between two pages that nobody may touch: the first step past either end kills the process.</summary>
internal static unsafe partial class GuardedMemory
{
    private const int NoAccess = 0;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private static nuint Page => (nuint)Environment.SystemPageSize;

    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Bytes that end where the upper guard begins; kept for good.</summary>
    public static byte* BeforeGuard(nuint bytes) => Map(bytes, out var size) + (size - bytes);

    /// <summary>Bytes that begin where the lower guard ends; kept for good.</summary>
    public static byte* AfterGuard(nuint bytes) => Map(bytes, out _);

    private static byte* Map(nuint bytes, out nuint size)
    {
        size = (bytes + Page - 1) / Page * Page;
        var start = MMap(null, size + (2 * Page), ReadWrite, PrivateAnonymous, -1, 0);
        if (start == (byte*)-1 ||
            MProtect(start, Page, NoAccess) != 0 ||
            MProtect(start + Page + size, Page, NoAccess) != 0)
        {
            throw new InvalidOperationException($"No guarded memory: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return start + Page;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* MMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int MProtect(void* address, nuint length, int protection);
}
