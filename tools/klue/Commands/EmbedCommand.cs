using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue embed</c>: texts as vectors.</summary>
internal sealed class EmbedCommand : PipelineCommand<string, float[], SentenceEmbedding>, IExampleSource
{
    private const int ShownNumbers = 6;

    private readonly Argument<string[]> _texts = new("TEXT") { Description = "The texts.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _prompt = new("--prompt-name") { Description = "A prompt of the model's folder, put before every text.", HelpName = "NAME" };

    public EmbedCommand(CommandHost host)
        : base(host, "embed", "Make a vector of each text; texts longer than the model's max_seq_length are cut, which is said.", EmbeddedModel.Sentence)
    {
        Add(_texts);
        Add(_prompt);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue embed \"방이 넓어요.\" \"방이 큽니다.\"",
        "klue embed --input texts.txt > vectors.jsonl",
    ];

    protected override Pipeline<string, float[], SentenceEmbedding> CreatePipeline(KlueModel model, ParseResult arguments) =>
        model.CreateSentenceEmbedding(Shared(new SentenceEmbeddingOptions { PromptName = arguments.GetValue(_prompt) }, arguments));

    protected override IReadOnlyList<string> FromArguments(ParseResult arguments) => arguments.GetValue(_texts) ?? [];

    protected override string FromRow(string text, string? pair) =>
        pair is null ? text : throw new UsageException("embed takes one text a row; there is a text_pair.");

    protected override string? Remark(SentenceEmbedding result) =>
        result.IsTruncated ? $"the text was cut to {result.TokenCount} tokens" : null;

    protected override int TokensOf(SentenceEmbedding result) => result.TokenCount;

    protected override void WriteJson(Utf8JsonWriter json, SentenceEmbedding result)
    {
        json.WriteStartArray();
        foreach (var number in result.Vector.Span)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    protected override void WriteText(string input, SentenceEmbedding result)
    {
        var numbers = result.Vector.ToArray().Select(number => number.ToString("R", CultureInfo.InvariantCulture));
        if (Host.IsTerminal)
        {
            Host.Output.WriteLine($"{string.Join(", ", numbers.Take(ShownNumbers))}, ... ({result.Vector.Length} numbers)");
        }
        else
        {
            Host.Output.WriteLine(string.Join('\t', numbers));
        }
    }
}
