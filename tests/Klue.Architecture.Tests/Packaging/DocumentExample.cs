using System.Text.RegularExpressions;
using Klue.Tests;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>A program in a document.</summary>
/// <param name="Place">The document and the line.</param>
/// <param name="Code">Statements, usings before them.</param>
/// <param name="Output">What it prints; null where the document does not say.</param>
internal sealed partial record DocumentExample(string Place, string Code, string? Output)
{
    /// <summary>The examples of a document, in their order.</summary>
    public static IEnumerable<DocumentExample> Read(string document)
    {
        var text = File.ReadAllText(RepositoryFolder.Find(document.Split('/')));
        return
        [
            .. from Match block in CodeBlock().Matches(text)
               let line = text[..block.Index].Count(letter => letter == '\n') + 1
               let output = block.Groups["output"]
               select new DocumentExample($"{document}, line {line}", block.Groups["code"].Value, output.Success ? output.Value.TrimEnd('\n') : null),
        ];
    }

    /// <summary>A file with a class of that name, whose method <c>RunAsync</c> is the program.</summary>
    public string ToSource(string name)
    {
        var lines = Code.Split('\n');
        var usings = lines.TakeWhile(line => line.Length == 0 || (line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('='))).ToList();
        return $$"""
            {{string.Join('\n', usings)}}
            internal static class {{name}}
            {
                public static async Task RunAsync()
                {
            #line 1 "{{Place}}"
            {{string.Join('\n', lines.Skip(usings.Count))}}
                }
            }
            """;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```\n(\n```\n(?<output>.*?)^```\n)?", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();
}
