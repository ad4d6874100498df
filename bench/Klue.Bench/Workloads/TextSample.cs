using Klue.Bench.Results;
using Klue.CommandLine;
using Klue.Tokenizer;

namespace Klue.Bench.Workloads;

/// <summary>Texts to tokenize, as strings and as UTF-8.</summary>
/// <param name="Name">Where they come from.</param>
/// <param name="Texts">The texts.</param>
internal sealed record TextSample(string Name, IReadOnlyList<string> Texts)
{
    private const int RandomTexts = 4000;

    /// <summary>The texts in UTF-8, one after another.</summary>
    public IReadOnlyList<byte[]> Utf8Texts { get; } = [.. Texts.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Bytes of all texts in UTF-8.</summary>
    public long Utf8Bytes => Utf8Texts.Sum(text => (long)text.Length);

    /// <summary>The texts of a file, one a line, or random ones where there is none.</summary>
    /// <exception cref="UsageException">The file cannot be read, holds no text, or is no UTF-8.</exception>
    public static TextSample Of(string? file, BertTokenizer tokenizer) => file is null
        ? new TextSample("random", [.. new RandomText(tokenizer.Vocabulary, seed: 1).Sentences(RandomTexts)])
        : new TextSample(Path.GetFileName(file), [.. InputText.ReadLines("--texts", file).Select(line => line.Text)]);
}
