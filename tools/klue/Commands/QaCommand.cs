using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Cli.Input;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue qa</c>: the answer to a question, found in a context.</summary>
internal sealed class QaCommand : PipelineCommand<Question, float[], IReadOnlyList<Answer>>, IExampleSource
{
    private readonly Option<string?> _question = new("--question") { Description = "The question.", HelpName = "TEXT" };
    private readonly Option<string?> _context = new("--context") { Description = "The text that holds the answer, of any length.", HelpName = "TEXT" };
    private readonly Option<int?> _topK = SharedOptions.TopK("How many answers to give, the best first; JSON then is a list.");
    private readonly Option<bool> _impossible = new("--handle-impossible-answer") { Description = "Let \"no answer\" be one of the answers." };
    private bool _isList;

    public QaCommand(CommandHost host)
        : base(host, "qa", "Answer a question from a text. No embedded model can: -m names one with a question-answering head.", embedded: null)
    {
        Add(_question);
        Add(_context);
        Add(_topK);
        Add(_impossible);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue qa -m klue-bert-base-mrc --question \"가나 회사가 세워진 해는?\" --context \"가나 회사는 1999년에 세워졌다.\"",
        "klue qa -m klue-bert-base-mrc --input questions.jsonl > answers.jsonl",
    ];

    /// <summary>HF's names; <c>text</c> and <c>text_pair</c> do as well.</summary>
    protected override RowFields Fields { get; } = new(["question", "text"], ["context", "text_pair"]);

    protected override Pipeline<Question, float[], IReadOnlyList<Answer>> CreatePipeline(KlueModel model, ParseResult arguments)
    {
        _isList = arguments.GetValue(_topK) is not null;
        return model.CreateQuestionAnswering(Shared(
            new QuestionAnsweringOptions { TopK = arguments.GetValue(_topK) ?? 1, HandleImpossibleAnswer = arguments.GetValue(_impossible) },
            arguments));
    }

    protected override IReadOnlyList<Question> FromArguments(ParseResult arguments) => (arguments.GetValue(_question), arguments.GetValue(_context)) switch
    {
        (null, null) => [],
        ({ } question, { } context) => [new Question(question, context)],
        _ => throw new UsageException("qa needs both --question and --context."),
    };

    protected override Question FromRow(string text, string? pair) =>
        new(text, pair ?? throw new UsageException("qa needs a question and a context in each row; there is no context."));

    protected override void WriteJson(Utf8JsonWriter json, IReadOnlyList<Answer> result)
    {
        if (!_isList)
        {
            WriteAnswer(json, result[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var answer in result)
        {
            WriteAnswer(json, answer);
        }

        json.WriteEndArray();
    }

    protected override void WriteText(Question input, IReadOnlyList<Answer> result)
    {
        var table = new TextTable("answer", "score", "place");
        foreach (var answer in result)
        {
            table.AddRow(answer.Text, answer.Score.ToString("F6", CultureInfo.InvariantCulture), $"{answer.Start}..{answer.End}");
        }

        table.Write(Host, header: false);
    }

    private static void WriteAnswer(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("score", answer.Score);
        json.WriteNumber("start", answer.Start);
        json.WriteNumber("end", answer.End);
        json.WriteString("answer", answer.Text);
        json.WriteEndObject();
    }
}
