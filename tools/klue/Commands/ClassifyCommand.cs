using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue classify</c>: the label of a text or of a pair.</summary>
internal sealed class ClassifyCommand : PipelineCommand<TextPair, float[], IReadOnlyList<LabelScore>>, IExampleSource
{
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _pair = new("--pair") { Description = "A second text, read with the first.", HelpName = "TEXT" };
    private readonly Option<int?> _topK = SharedOptions.TopK("How many labels to give, the best first; JSON then is a list.");

    // HF gives one object for the best label, and a list as soon as a number of labels is named.
    private bool _isList;

    public ClassifyCommand(CommandHost host)
        : base(host, "classify", "Say the label of a text or of a pair of texts.", EmbeddedModel.Sentiment)
    {
        Add(_text);
        Add(_pair);
        Add(_topK);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue classify \"정말 재미있게 봤습니다. 추천해요!\"",
        "klue classify \"배우는 좋다.\" --pair \"이야기는 지루하다.\" --top-k 2",
        "klue classify --input reviews.jsonl > labels.jsonl",
    ];

    protected override Pipeline<TextPair, float[], IReadOnlyList<LabelScore>> CreatePipeline(KlueModel model, ParseResult arguments)
    {
        _isList = arguments.GetValue(_topK) is not null;
        return model.CreateTextClassification(Shared(new TextClassificationOptions { TopK = arguments.GetValue(_topK) ?? 1 }, arguments));
    }

    protected override IReadOnlyList<TextPair> FromArguments(ParseResult arguments) => (arguments.GetValue(_text), arguments.GetValue(_pair)) switch
    {
        (null, null) => [],
        ({ } text, var pair) => [new TextPair(text, pair)],
        _ => throw new UsageException("classify needs a text before --pair."),
    };

    protected override TextPair FromRow(string text, string? pair) => new(text, pair);

    protected override void WriteJson(Utf8JsonWriter json, IReadOnlyList<LabelScore> result)
    {
        if (!_isList)
        {
            WriteLabel(json, result[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var label in result)
        {
            WriteLabel(json, label);
        }

        json.WriteEndArray();
    }

    protected override void WriteText(TextPair input, IReadOnlyList<LabelScore> result)
    {
        var table = new TextTable("label", "score");
        foreach (var (label, score) in result)
        {
            table.AddRow(label, score.ToString("F6", CultureInfo.InvariantCulture));
        }

        table.Write(Host, header: false);
    }

    private static void WriteLabel(Utf8JsonWriter json, LabelScore label)
    {
        json.WriteStartObject();
        json.WriteString("label", label.Label);
        json.WriteNumber("score", label.Score);
        json.WriteEndObject();
    }
}
