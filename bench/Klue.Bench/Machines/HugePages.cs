namespace Klue.Bench.Machines;

/// <summary>
/// Whether this process gets memory in pages of 2 MiB, on Linux: weights that lie in fewer pages are read faster. The system gives
/// them to all, to none, or to those that ask; with glibc, GLIBC_TUNABLES asks.
/// </summary>
internal static class HugePages
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";
    private const string Tunables = "GLIBC_TUNABLES";
    private const string Asks = "glibc.malloc.hugetlb=1";

    /// <summary>In words.</summary>
    public static string OfThisProcess { get; } = !File.Exists(Setting)
        ? Machine.NotTold
        : Describe(File.ReadAllText(Setting), Environment.GetEnvironmentVariable(Tunables));

    /// <param name="setting">The system's choices, the one that holds in brackets.</param>
    /// <param name="tunables">What the process was started with, if anything.</param>
    public static string Describe(string setting, string? tunables)
    {
        var choice = setting.Split('[', ']') is [_, var chosen, _] ? chosen : setting.Trim();
        var isAskedFor = tunables?.Split(':').Contains(Asks) ?? false;
        return choice == "madvise" ? $"for those that ask; {(isAskedFor ? $"asked for ({Tunables}={Asks})" : "not asked for")}" : choice;
    }
}
