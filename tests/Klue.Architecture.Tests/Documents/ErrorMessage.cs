using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Klue.Architecture.Tests.Documents;

/// <summary>A sentence that the code makes an exception with.</summary>
/// <param name="Place">The file.</param>
/// <param name="Template">The sentence, with <c>…</c> for whatever varies.</param>
internal sealed record ErrorMessage(string Place, string Template)
{
    private const string Hole = "…";

    /// <summary>
    /// The sentences of a file's exceptions. Those of the base library are the programmer's affair; pieces without a space are names of
    /// arguments, or words that a constructor makes a sentence of.
    /// </summary>
    public static IEnumerable<ErrorMessage> Of(string file, IReadOnlySet<string> exceptions) =>
        from creation in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where exceptions.Contains(creation.Type.ToString())
        from argument in creation.ArgumentList?.Arguments ?? []
        from template in Templates(argument.Expression)
        where template.Replace(Hole, "").Trim().Contains(' ')
        select new ErrorMessage(Repository.Relative(file), template);

    private static IEnumerable<string> Templates(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax interpolated => [string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : Hole))],
        ParenthesizedExpressionSyntax parenthesized => Templates(parenthesized.Expression),
        ConditionalExpressionSyntax conditional => [.. Templates(conditional.WhenTrue), .. Templates(conditional.WhenFalse)],
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => from left in Templates(sum.Left) from right in Templates(sum.Right) select left + right,
        _ => [Hole],
    };
}
