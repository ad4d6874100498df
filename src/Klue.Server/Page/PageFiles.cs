using Klue.Server.Http;

namespace Klue.Server.Page;

/// <summary>The static files of the page, which lie in the assembly: those of <c>wwwroot/</c>.</summary>
internal static class PageFiles
{
    private const string Root = "wwwroot/";
    private const string Index = "/index.html";

    /// <summary>Every file by its path under the server's root; the page itself is at <c>/</c>.</summary>
    public static IEnumerable<(string Path, PageFile File)> All()
    {
        foreach (var name in EmbeddedFile.Names.Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            var path = "/" + name[Root.Length..];
            yield return (path == Index ? "/" : path, new PageFile(EmbeddedFile.Read(name), ContentTypeOf(path)));
        }
    }

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page holds '{path}', for whose ending '{other}' no media type is known."),
    };
}
