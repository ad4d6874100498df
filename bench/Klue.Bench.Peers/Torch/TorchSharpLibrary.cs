using System.Runtime.InteropServices;
using Klue.IO;

namespace Klue.Bench.Peers.Torch;

/// <summary>
/// TorchSharp 0.107's native bridge asks libstdc++ for GLIBCXX_3.4.32, which comes with GCC 13, for one symbol alone: the
/// do-nothing std::ios_base_library_init(). Debian 12 has GLIBCXX_3.4.30, so that the bridge does not load there. Where that
/// is so, the copy beside this program is changed once: the version becomes a weak demand, and the symbol the name of
/// a function that takes nothing and changes nothing.
/// </summary>
internal static class TorchSharpLibrary
{
    private const string FileName = "libLibTorchSharp.so";
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const string HarmlessSymbol = "getpid";

    /// <summary>Sees to it that the bridge loads.</summary>
    /// <exception cref="FileAccessException">It has to be changed and cannot be written.</exception>
    public static void Prepare()
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!OperatingSystem.IsLinux() || !File.Exists(path) || NativeLibrary.TryLoad(path, out _))
        {
            return;
        }

        var bytes = File.ReadAllBytes(path);
        var image = new ElfImage(bytes);
        image.Rename(Symbol, HarmlessSymbol);
        image.MakeWeak(Version);
        AtomicFile.WriteAllBytes(path, bytes);
    }
}
