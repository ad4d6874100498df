using Klue.Pipelines;

namespace Klue.Server.Http;

/// <summary>The vectors of a text's tokens.</summary>
internal static class TokenVectors
{
    /// <summary>The last hidden state of each token, [L] of [hidden].</summary>
    public static ReadOnlyMemory<float>[] Of(TextFeatures features) =>
        [.. Enumerable.Range(0, features.Tokens.Count).Select(token => features.Values.Slice(token * features.HiddenSize, features.HiddenSize))];
}
