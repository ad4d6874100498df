using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary><c>klue fill-mask</c>: the words that could stand at [MASK].</summary>
internal sealed class FillMaskCommand : PipelineCommand<string, ScoredId[][], IReadOnlyList<IReadOnlyList<TokenPrediction>>>, IExampleSource
{
    private readonly Argument<string?> _text = new("TEXT") { Description = "A text with one or more [MASK].", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> _topK = SharedOptions.TopK("How many words to give for each mask; 5 if not given.");
    private readonly Option<string[]> _targets = new("--targets") { Description = "The only words to choose from.", AllowMultipleArgumentsPerToken = true, HelpName = "WORD" };

    public FillMaskCommand(CommandHost host)
        : base(host, "fill-mask", "Say what could stand at [MASK].", EmbeddedModel.Base)
    {
        Add(_text);
        Add(_topK);
        Add(_targets);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue fill-mask \"이 [MASK]는 꼭 봐야 한다.\"",
        "klue fill-mask \"배우들의 연기가 [MASK] 좋았다.\" --targets 매우 너무 조금",
        "klue fill-mask -m klue-bert-base --input texts.txt > answers.jsonl",
    ];

    protected override Pipeline<string, ScoredId[][], IReadOnlyList<IReadOnlyList<TokenPrediction>>> CreatePipeline(KlueModel model, ParseResult arguments)
    {
        var targets = arguments.GetValue(_targets) is { Length: > 0 } given ? given : null;
        var pipeline = model.CreateFillMask(Shared(new FillMaskOptions { TopK = arguments.GetValue(_topK) ?? 5, Targets = targets }, arguments));
        Host.SayEach(targets?
            .Where(target => !model.Tokenizer.Vocabulary.TryGetId(target, out _))
            .Select(target => $"the target '{target}' is no token of the vocabulary: its first piece stands for it") ?? []);
        return pipeline;
    }

    protected override IReadOnlyList<string> FromArguments(ParseResult arguments) => arguments.GetValue(_text) is { } text ? [text] : [];

    protected override string FromRow(string text, string? pair) =>
        pair is null ? text : throw new UsageException("fill-mask takes one text a row; there is a text_pair.");

    // One mask gives a list, several give a list of lists: HF's own shape.
    protected override void WriteJson(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<TokenPrediction>> result)
    {
        if (result.Count == 1)
        {
            WriteMask(json, result[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var mask in result)
        {
            WriteMask(json, mask);
        }

        json.WriteEndArray();
    }

    protected override void WriteText(string input, IReadOnlyList<IReadOnlyList<TokenPrediction>> result)
    {
        foreach (var mask in result)
        {
            var table = new TextTable("score", "token", "word", "text");
            foreach (var guess in mask)
            {
                table.AddRow(guess.Score.ToString("F6", CultureInfo.InvariantCulture), $"{guess.Token}", guess.TokenString, guess.Sequence);
            }

            table.Write(Host, header: false);
        }
    }

    private static void WriteMask(Utf8JsonWriter json, IReadOnlyList<TokenPrediction> mask)
    {
        json.WriteStartArray();
        foreach (var guess in mask)
        {
            json.WriteStartObject();
            json.WriteNumber("score", guess.Score);
            json.WriteNumber("token", guess.Token);
            json.WriteString("token_str", guess.TokenString);
            json.WriteString("sequence", guess.Sequence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
