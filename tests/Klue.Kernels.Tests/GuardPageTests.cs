using System.Diagnostics;

namespace Klue.Kernels.Tests;

public class GuardPageTests
{
    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public async Task No_kernel_touches_memory_outside_its_buffers(SimdTier tier)
    {
        Assert.SkipUnless(GuardedMemory.IsSupported, "Guard pages are set by mprotect: Linux only.");
        Tiers.Force(tier);
        var (exitCode, output) = await RunChild(KernelInfo.Name(tier));
        Assert.True(exitCode == 0, $"The child ended with {exitCode} after:\n{string.Join('\n', output.Split('\n').TakeLast(40))}");
    }

    private static async Task<(int ExitCode, string Output)> RunChild(string tier)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(GuardPageTests).Assembly.Location },
            Environment = { [GuardedKernels.Variable] = tier, ["DOTNET_DbgEnableMiniDump"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (child.ExitCode, output + await error);
    }
}
