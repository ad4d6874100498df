using System.Text.RegularExpressions;

namespace Klue.Architecture.Tests;

/// <summary>A C# file as the compiler reads it.</summary>
internal static partial class SourceText
{
    /// <summary>The code of a text with comments, strings and characters taken out.</summary>
    public static string CodeOf(string text) => CommentsAndLiterals().Replace(text, " ");

    /// <summary>Whether the file's code holds the keyword <c>unsafe</c>.</summary>
    public static bool IsUnsafe(string file) => UnsafeKeyword().IsMatch(CodeOf(File.ReadAllText(file)));

    // In this order: a comment may hold quotes, a raw string lone quotes, a verbatim string backslashes.
    [GeneratedRegex("""
        //[^\n]*
        | /\*[\s\S]*?\*/
        | (?<quotes>"{3,})[\s\S]*?\k<quotes>
        | (?:@\$?|\$@)"(?:[^"]|"")*"
        | "(?:\\.|[^"\\\n])*"
        | '(?:\\.|[^'\\\n])+'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndLiterals();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();
}
