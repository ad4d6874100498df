using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue similarity</c>: how alike two texts are.</summary>
internal sealed class SimilarityCommand : PipelineCommand<TextPair, float[], float>, IExampleSource
{
    private readonly Argument<string[]> _texts = new("A B") { Description = "The two texts.", Arity = new ArgumentArity(0, 2) };

    public SimilarityCommand(CommandHost host)
        : base(host, "similarity", "Say how alike two texts are, from -1 to 1.", EmbeddedModel.Sentence)
    {
        Add(_texts);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue similarity \"방이 넓어요.\" \"방이 큽니다.\"",
        "klue similarity --input pairs.jsonl > scores.jsonl",
    ];

    protected override Pipeline<TextPair, float[], float> CreatePipeline(KlueModel model, ParseResult arguments) =>
        new SentenceSimilarityPipeline(model.CreateSentenceEmbedding(Shared(new SentenceEmbeddingOptions { Truncate = false }, arguments)));

    protected override IReadOnlyList<TextPair> FromArguments(ParseResult arguments) => arguments.GetValue(_texts) switch
    {
        null or [] => [],
        [var left, var right] => [new TextPair(left, right)],
        _ => throw new UsageException("similarity needs two texts."),
    };

    protected override TextPair FromRow(string text, string? pair) =>
        new(text, pair ?? throw new UsageException("similarity needs text and text_pair in each row; there is no text_pair."));

    protected override void WriteJson(Utf8JsonWriter json, float result) => json.WriteNumberValue(result);

    protected override void WriteText(TextPair input, float result) =>
        Host.Output.WriteLine(result.ToString("F6", CultureInfo.InvariantCulture));
}
