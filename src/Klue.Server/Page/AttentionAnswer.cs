using Klue.Pipelines;

namespace Klue.Server.Page;

/// <summary>How much the tokens of a text look at each other.</summary>
/// <param name="Tokens">The tokens, [L].</param>
/// <param name="Probabilities">Row t is what token t looks at, [L][L].</param>
internal sealed record AttentionAnswer(IReadOnlyList<string> Tokens, IReadOnlyList<float[]> Probabilities)
{
    public static AttentionAnswer Of(TextAttention attention) =>
        new(attention.Encoding.Tokens, [.. Enumerable.Range(0, attention.Encoding.Count).Select(token => attention[token].ToArray())]);
}
