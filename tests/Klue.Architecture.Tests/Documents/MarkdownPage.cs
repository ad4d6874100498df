using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Klue.Architecture.Tests.Documents;

/// <summary>A Markdown file: where its links lead, and where links to it can lead.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly string[] Folders = ["docs", "samples", "models"];

    private readonly string _path;

    private MarkdownPage(string path)
    {
        _path = path;
        Text = File.ReadAllText(path);
        var document = Markdown.Parse(Text, Pipeline);
        Anchors = document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet(StringComparer.Ordinal);
        CodeSpans = document.Descendants<CodeInline>().Select(code => code.Content).ToHashSet(StringComparer.Ordinal);
        Links =
        [
            .. document.Descendants<LinkInline>().Select(link => link.Url ?? ""),
            .. document.Descendants<AutolinkInline>().Where(link => !link.IsEmail).Select(link => link.Url),
        ];
    }

    /// <summary>The path below the root, with forward slashes.</summary>
    public string Name => Repository.Relative(_path);

    /// <summary>The file as it is.</summary>
    public string Text { get; }

    /// <summary>The names of its headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>What stands in it as code.</summary>
    public IReadOnlySet<string> CodeSpans { get; }

    /// <summary>The addresses of its links and images, as they are written.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>The page of that path below the root.</summary>
    public static MarkdownPage Open(string name) => new(Path.Combine(Repository.Root, name));

    /// <summary>Every page that a reader of the repository is led to.</summary>
    public static IEnumerable<MarkdownPage> All() =>
    [
        .. from path in Folders.SelectMany(FilesIn).Prepend(Path.Combine(Repository.Root, "README.md"))
           where !Repository.Relative(path).Split('/').Any(segment => segment is "bin" or "obj")
           select new MarkdownPage(path),
    ];

    /// <summary>The file or folder that a relative address means, and its anchor, or null where there is none.</summary>
    public (string Path, string? Anchor) Resolve(string link)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? _path : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(_path)!);
        return (path, parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    private static IEnumerable<string> FilesIn(string folder)
    {
        var path = Path.Combine(Repository.Root, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.md", SearchOption.AllDirectories) : [];
    }
}
