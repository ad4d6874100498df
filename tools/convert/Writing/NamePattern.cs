using System.IO.Enumeration;

namespace Klue.Conversion.Writing;

/// <summary>A pattern of tensor names: <c>*</c> stands for any run of characters, dots included, <c>?</c> for one; the case counts.</summary>
internal sealed record NamePattern(string Text)
{
    public bool Matches(string name) => FileSystemName.MatchesSimpleExpression(Text, name, ignoreCase: false);
}
