using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Cli.Output;
using Klue.Cli.Pictures;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue ner</c>: the entities of a text.</summary>
internal sealed class NerCommand : PipelineCommand<string, float[], IReadOnlyList<Entity>>, IExampleSource
{
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _aggregation = new Option<string>("--aggregation")
    {
        Description = "How the labels of tokens become entities, as in HF's pipeline: none, simple, first, average or max.",
        DefaultValueFactory = _ => "simple",
        HelpName = "NAME",
    }.OneOf([.. Enum.GetNames<AggregationStrategy>().Select(name => name.ToLowerInvariant())]);

    private bool _isAggregated;

    public NerCommand(CommandHost host)
        : base(host, "ner", "Find persons, places, organisations, dates, times and quantities in a text.", EmbeddedModel.Entities)
    {
        Add(_text);
        Add(_aggregation);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue ner \"홍길동은 2019년 3월 서울대학교에 입학했다.\"",
        "klue ner --input news.txt --html entities.html > entities.jsonl",
    ];

    protected override bool IsDrawable => true;

    protected override Pipeline<string, float[], IReadOnlyList<Entity>> CreatePipeline(KlueModel model, ParseResult arguments)
    {
        var aggregation = Enum.Parse<AggregationStrategy>(arguments.GetValue(_aggregation)!, ignoreCase: true);
        _isAggregated = aggregation != AggregationStrategy.None;
        return model.CreateTokenClassification(Shared(new TokenClassificationOptions { Aggregation = aggregation }, arguments));
    }

    protected override IReadOnlyList<string> FromArguments(ParseResult arguments) => arguments.GetValue(_text) is { } text ? [text] : [];

    protected override string FromRow(string text, string? pair) =>
        pair is null ? text : throw new UsageException("ner takes one text a row; there is a text_pair.");

    protected override void WriteJson(Utf8JsonWriter json, IReadOnlyList<Entity> result)
    {
        json.WriteStartArray();
        foreach (var entity in result)
        {
            json.WriteStartObject();
            json.WriteString(_isAggregated ? "entity_group" : "entity", entity.Label);
            json.WriteNumber("score", entity.Score);
            if (entity.Index is { } index)
            {
                json.WriteNumber("index", index);
            }

            json.WriteString("word", entity.Word);
            json.WriteNumber("start", entity.Start);
            json.WriteNumber("end", entity.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    protected override void WriteText(string input, IReadOnlyList<Entity> result)
    {
        if (Host.IsTerminal)
        {
            EntityText.Write(Host, input, result);
        }

        var table = new TextTable("entity", "score", "word", "place");
        foreach (var entity in result)
        {
            table.AddRow(entity.Label, entity.Score.ToString("F6", CultureInfo.InvariantCulture), entity.Word, $"{entity.Start}..{entity.End}");
        }

        table.Write(Host, header: false);
    }

    protected override string Draw(string input, IReadOnlyList<Entity> result) => EntityPicture.Draw(input, result);
}
