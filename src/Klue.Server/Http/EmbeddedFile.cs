namespace Klue.Server.Http;

/// <summary>Files that lie in the assembly.</summary>
internal static class EmbeddedFile
{
    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => typeof(EmbeddedFile).Assembly.GetManifestResourceNames();

    /// <summary>The bytes of one.</summary>
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
