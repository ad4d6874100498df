namespace Klue.Architecture.Tests.Documents;

/// <summary>Every link of the documents leads somewhere, and every document is led to.</summary>
public sealed class LinkTests
{
    private const string Index = "docs/README.md";

    private static readonly List<MarkdownPage> Pages = [.. MarkdownPage.All()];

    private static readonly Dictionary<string, MarkdownPage> ByName = Pages.ToDictionary(page => page.Name);

    [Fact]
    public void Relative_links_and_images_lead_to_a_file_and_a_heading() => Rule.Holds(
        "A link leads to a file of the repository, and to a heading where it names one.",
        from page in Pages
        from link in page.Links
        where !IsAbsolute(link)
        let fault = FaultOf(page, link)
        where fault is not null
        select $"{page.Name}: {link}: {fault}");

    [Fact]
    public void Absolute_links_are_well_formed() => Rule.Holds(
        "A link to elsewhere is an address of the web.",
        from page in Pages
        from link in page.Links
        where IsAbsolute(link) && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0)
        select $"{page.Name}: {link}");

    [Fact]
    public void Every_page_is_reached_from_the_index()
    {
        var reached = new HashSet<string>();
        var next = new Queue<string>([Index]);
        while (next.TryDequeue(out var name))
        {
            if (ByName.TryGetValue(name, out var page) && reached.Add(name))
            {
                foreach (var link in page.Links.Where(link => !IsAbsolute(link)))
                {
                    next.Enqueue(Repository.Relative(page.Resolve(link).Path));
                }
            }
        }

        Rule.Holds($"A reader comes from {Index} to every page.", Pages.Select(page => page.Name).Where(name => !reached.Contains(name)));
    }

    [Fact]
    public void Faults_are_seen()
    {
        var page = ByName[Index];
        Assert.NotNull(FaultOf(page, "no-such-page.md"));
        Assert.NotNull(FaultOf(page, "../README.md#no-such-heading"));
        Assert.NotNull(FaultOf(page, "../../elsewhere.md"));
        Assert.Null(FaultOf(page, "../README.md#two-commands"));
    }

    private static bool IsAbsolute(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    private static string? FaultOf(MarkdownPage page, string link)
    {
        var (path, anchor) = page.Resolve(link);
        var name = Repository.Relative(path);
        if (name.StartsWith("..", StringComparison.Ordinal))
        {
            return "outside of the repository";
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return "no such file";
        }

        return anchor is null || (ByName.TryGetValue(name, out var target) && target.Anchors.Contains(anchor)) ? null : "no such heading";
    }
}
