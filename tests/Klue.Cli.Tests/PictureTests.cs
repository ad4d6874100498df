using System.Xml.Linq;
using Klue.Cli.Pictures;
using Klue.Core.Tests.Tasks;
using Klue.Pipelines;
using Klue.Tasks;
using Klue.Tasks.Pipelines;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary>Pictures are whole, self-contained and deaf to hostile text.</summary>
public sealed class PictureTests
{
    private const string Hostile = "<script>alert('&\"')</script>\u202Egnihsif\u0007\u001b[31m 홍길동은 ]]> -->\ud800";

    [Fact]
    public void Entities_are_drawn_where_they_stand()
    {
        const string Text = "홍길동은 서울에 산다.";
        var svg = XElement.Parse(EntityPicture.Draw(Text, [new("PS", 1, "홍길동", 0, 3), new("LC", 1, "서울", 5, 7)]));
        Assert.Equal(["k0", "k1"], Elements(svg, "rect").Select(rect => (string?)rect.Attribute("class")));
        Assert.Equal(Text, string.Concat(Elements(svg, "text").Where(text => (string?)text.Attribute("class") == "word").Select(text => text.Value)));
        Assert.Equal(["PS", "LC"], Elements(svg, "text").Where(text => (string?)text.Attribute("class") == "label").Select(text => text.Value));
    }

    [Fact]
    public void Long_texts_are_broken_into_lines_and_an_entity_keeps_one_label()
    {
        var text = new string('가', 200);
        var svg = XElement.Parse(EntityPicture.Draw(text, [new("PS", 1, "", 30, 60)]));
        Assert.Equal(text, string.Concat(Elements(svg, "text").Where(part => (string?)part.Attribute("class") == "word").Select(part => part.Value)));
        Assert.Equal(2, Elements(svg, "rect").Count());
        Assert.Single(Elements(svg, "text"), part => (string?)part.Attribute("class") == "label");
    }

    [Fact]
    public void A_tree_has_an_arc_for_each_word()
    {
        var tree = new DependencyTree([new("그는", "NP+JX", 3, "NP_SBJ"), new("책을", "NNG+JKO", 3, "NP_OBJ"), new("읽었다.", "VV+EF", 0, "VP")]);
        var svg = XElement.Parse(TreePicture.Draw(tree));
        Assert.Equal(3, Elements(svg, "path").Count(path => (string?)path.Attribute("class") == "arc"));
        Assert.All(tree.Words, word => Assert.Contains(Elements(svg, "text"), text => text.Value == word.Relation));

        // Whatever the parser says: a circle, a word that is its own head.
        XElement.Parse(TreePicture.Draw(new DependencyTree([new("가", "NNG", 2, "NP"), new("나", "NNG", 1, "NP"), new("다", "NNG", 3, "NP")])));
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        Entity[] entities = [new("<b onload=x>", 1, "", 0, 8), new("PS", 1, "", Hostile.IndexOf('홍', StringComparison.Ordinal), Hostile.IndexOf('은', StringComparison.Ordinal))];
        string[] drawings =
        [
            EntityPicture.Draw(Hostile, entities),
            TreePicture.Draw(new DependencyTree([new(Hostile, "<i>", 0, Hostile)])),
        ];
        Assert.All(drawings, drawing =>
        {
            var svg = XElement.Parse(drawing);
            Assert.All(svg.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, (string[])["svg", "title", "text", "rect", "path"]));
            Assert.All(svg.DescendantsAndSelf().Attributes(), attribute => Assert.DoesNotContain("on", attribute.Name.LocalName[..Math.Min(2, attribute.Name.LocalName.Length)], StringComparison.Ordinal));
            Assert.DoesNotContain('\u202E', drawing);
            Assert.DoesNotContain('\u001b', drawing);
            Assert.Contains("alert(", svg.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_page_needs_nothing_but_itself()
    {
        using var model = new TaskModelFolder(KlueTask.Dp);
        using var folder = new TemporaryFolder();
        var tree = folder.File("tree.html");
        KlueRun.Run("parse", "그는 갔다.", "--pos", "NP+JX VV+EF", "-m", model.FullName, "--html", tree).Succeeded();
        var entities = folder.File("entities.html");
        Assert.NotEmpty(KlueRun.Run("ner", "홍길동은 서울에 산다.", "--html", entities).Succeeded().Output);
        Assert.All((string[])[tree, entities], file =>
        {
            var page = File.ReadAllText(file);
            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
            Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
            Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href", page, StringComparison.Ordinal);
            Assert.Single(page.Split("<svg ")[1..]);
        });

        var rows = folder.File("rows.html");
        KlueRun.RunWithInput("홍길동은 갔다.\n서울은 크다.\n", "ner", "--input", "-", "--html", rows).Succeeded();
        Assert.Equal(2, File.ReadAllText(rows).Split("<svg ").Length - 1);
        Assert.Equal(1, KlueRun.Run("ner", "홍길동", "--html", folder.File("no/such.html")).ExitCode);
        KlueRun.Run("classify", "좋다", "--html", rows).WasRefused("--html");
    }

    [Fact]
    public void A_terminal_shows_entities_in_colour_and_no_controls_of_the_text()
    {
        var output = KlueRun.RunOnTerminal("ner", "홍길동은 \u0007서울대학교에 산다.").Succeeded().Output;
        Assert.Contains("\u001b[", output, StringComparison.Ordinal);
        Assert.Contains("홍길동", output, StringComparison.Ordinal);
        Assert.Contains(@"\u0007", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', output);
    }

    private static IEnumerable<XElement> Elements(XElement svg, string name) => svg.Descendants().Where(element => element.Name.LocalName == name);
}
