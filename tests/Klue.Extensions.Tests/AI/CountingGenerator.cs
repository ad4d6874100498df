using Microsoft.Extensions.AI;

namespace Klue.Extensions.Tests.AI;

/// <summary>Writes down what it passes on.</summary>
internal sealed class CountingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public List<string[]> Asked { get; } = [];

    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        Asked.Add(texts);
        return base.GenerateAsync(texts, options, cancellationToken);
    }
}
