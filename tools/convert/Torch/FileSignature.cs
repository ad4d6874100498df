namespace Klue.Conversion.Torch;

/// <summary>What a file is by its first bytes, so that a file of another kind is called by its name.</summary>
internal static class FileSignature
{
    public const string Zip = "a zip archive";
    public const string Pickle = "a pickle";

    private const int TarMark = 257;

    /// <summary>The kind of file; the two that PyTorch writes are the constants.</summary>
    public static string Find(ReadOnlySpan<byte> start) => start switch
    {
        [] => "an empty file",
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => Zip,
        [0x80, ..] => Pickle,
        [0x1F, 0x8B, ..] => "a gzip file",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file, as Keras saves them",
        [_, _, _, _, _, _, _, _, (byte)'{', ..] => "a safetensors file under another name; it should end in .safetensors",
        _ when start.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer; the file itself was not fetched",
        _ when start.TrimStart(" \t\r\n"u8).StartsWith("<"u8) => "an HTML or XML page",
        _ when start.Length > TarMark && start[TarMark..].StartsWith("ustar"u8) => "a tar archive, as PyTorch saved them before 0.1.10; load and save it there",
        _ => "another file",
    };
}
