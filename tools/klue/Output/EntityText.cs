using Klue.Cli.Pictures;
using Klue.Pipelines;
using Spectre.Console;

namespace Klue.Cli.Output;

/// <summary>A text with its entities in colour, for a terminal.</summary>
internal static class EntityText
{
    // The colours of the drawing, among the 256 of a terminal; black on them is readable on light and dark grounds alike.
    private static readonly Color[] Grounds = [new(255, 175, 175), new(175, 215, 175), new(175, 215, 255), new(255, 255, 175), new(215, 175, 255), new(175, 255, 255), new(208, 208, 208)];

    /// <summary>Writes the text, and each entity's label behind it.</summary>
    public static void Write(CommandHost host, string text, IReadOnlyList<Entity> entities)
    {
        var paragraph = new Paragraph();
        var place = 0;
        foreach (var entity in entities)
        {
            paragraph.Append(PrintableText.OnOneLine(text[place..entity.Start]));
            var ground = Grounds[EntityPicture.ColourOf(entity.Label)];
            paragraph.Append(PrintableText.OnOneLine(text[entity.Start..entity.End]), new Style(Color.Black, ground));
            paragraph.Append($" {PrintableText.OnOneLine(entity.Label)}", new Style(decoration: Decoration.Dim));
            place = entity.End;
        }

        paragraph.Append(PrintableText.OnOneLine(text[place..]));

        // Spectre knows only the console's own writer for a terminal; the host knows better.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Output),
            Ansi = Environment.GetEnvironmentVariable("TERM") == "dumb" ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
        });
        console.Write(paragraph);
        console.WriteLine();
    }
}
