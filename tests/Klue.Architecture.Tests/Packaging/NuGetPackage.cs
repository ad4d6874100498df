using System.IO.Compression;
using System.Xml.Linq;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>A package file: its entries and what its specification says.</summary>
internal sealed class NuGetPackage : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    public NuGetPackage(string file)
    {
        File = file;
        _archive = ZipFile.OpenRead(file);
        using var specification = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(specification).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public string File { get; }

    public string Id => Value("id");

    public string Version => Value("version");

    /// <summary>What the package brings, the container's own parts left out.</summary>
    public IEnumerable<string> Contents => _archive.Entries
        .Select(entry => entry.FullName)
        .Where(name => name is not "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The kind of package, where it says one; an ordinary one says none.</summary>
    public string? PackageType => _metadata.Descendants().SingleOrDefault(element => element.Name.LocalName == "packageType")?.Attribute("name")!.Value;

    /// <summary>The files that are machine code of one system.</summary>
    public IEnumerable<string> NativeFiles => _archive.Entries.Where(IsNative).Select(entry => entry.FullName);

    /// <summary>The ids of the packages it depends on.</summary>
    public IEnumerable<string> Dependencies => _metadata.Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(element => element.Attribute("id")!.Value)
        .Order(StringComparer.Ordinal);

    /// <summary>The text of an element of the specification.</summary>
    public string Value(string name) => Element(name).Value;

    /// <summary>An attribute of an element of the specification; null when the element has none of that name.</summary>
    public string? Attribute(string element, string name) => Element(element).Attribute(name)?.Value;

    public void Dispose() => _archive.Dispose();

    private static bool IsNative(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var packed = entry.Open())
        {
            packed.CopyTo(content);
        }

        content.Position = 0;
        return NativeCodeTests.IsNative(entry.FullName, content);
    }

    private XElement Element(string name) => _metadata.Elements().Single(element => element.Name.LocalName == name);
}
