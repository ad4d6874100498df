using System.Text;
using Klue.IO;

namespace Klue.Cli.Pictures;

/// <summary>A page of drawings that needs nothing but itself, in light or dark as the reader's system is.</summary>
internal sealed class HtmlPage(string title)
{
    // No script, no font, no image from anywhere: even what would slip through could do nothing.
    private const string Head = """
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <style>
        :root { --paper: #ffffff; --ink: #1c1e21; --faint: #6b7280; --line: #9aa3af;
          --k0: #fde2e4; --k1: #d8f0d9; --k2: #dbe7ff; --k3: #fff1c9; --k4: #eadcff; --k5: #d3f1f1; --k6: #e6e6e6; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #17191c; --ink: #e8e6e3; --faint: #9aa3af; --line: #6b7280;
            --k0: #6b2b34; --k1: #245b2a; --k2: #26437d; --k3: #665015; --k4: #4e3379; --k5: #1f5a5a; --k6: #45484c; } }
        body { background: var(--paper); color: var(--ink); margin: 24px; font-family: "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; }
        figure { margin: 0 0 24px; overflow-x: auto; }
        svg { display: block; }
        text { unicode-bidi: isolate; fill: var(--ink); }
        .word { font-size: 18px; }
        .label { font-size: 11px; fill: var(--faint); }
        .arc { fill: none; stroke: var(--line); stroke-width: 1.4; }
        .tip { fill: var(--line); }
        .k0 { fill: var(--k0); } .k1 { fill: var(--k1); } .k2 { fill: var(--k2); } .k3 { fill: var(--k3); }
        .k4 { fill: var(--k4); } .k5 { fill: var(--k5); } .k6 { fill: var(--k6); }
        </style>
        """;

    private readonly StringBuilder _figures = new();

    /// <summary>Adds a drawing, an SVG element.</summary>
    public void Add(string svg) => _figures.Append("<figure>\n").Append(svg).Append("</figure>\n");

    /// <summary>Writes the page.</summary>
    /// <exception cref="FileAccessException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllText(
        path,
        $"<!DOCTYPE html>\n<html lang=\"ko\">\n<head>\n{Head.ReplaceLineEndings("\n")}\n<title>{Svg.Escape(title)}</title>\n</head>\n<body>\n{_figures}</body>\n</html>\n");
}
