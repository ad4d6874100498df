using System.CommandLine;
using System.Text.Json;
using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Cli.Pictures;
using Klue.Pipelines;
using Klue.Tasks.Heads;
using Klue.Tasks.Pipelines;
using Klue.Tokenizer.Morphemes;

namespace Klue.Cli.Commands;

/// <summary><c>klue parse</c>: the dependency tree of a sentence.</summary>
internal sealed class ParseCommand : PipelineCommand<ParserSentence, ParsedSentence, DependencyTree>, IExampleSource
{
    private readonly Argument<string?> _text = new("TEXT") { Description = "The sentence.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _tags = new("--pos")
    {
        Description = "The part-of-speech tags of each word, as in \"NP+JX NNG+JKO VV+EP+EF+SF\"; in a row of --input the field \"pos\".",
        HelpName = "TAGS",
    };

    private readonly Option<string?> _mecab = SharedOptions.Mecab("Tag the words by mecab-ko-dic where no tags are given");

    private readonly Option<bool> _conllu = new("--conllu") { Description = "Print CoNLL-U." };

    private MorphemeAnalyzer? _analyzer;
    private bool _isConllu;

    public ParseCommand(CommandHost host)
        : base(host, "parse", "Draw the dependency tree of a sentence. No embedded model can: -m names one with KLUE's parser.", embedded: null)
    {
        Add(_text);
        Add(_tags);
        Add(_mecab);
        Add(_conllu);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue parse -m klue-bert-base-dp \"나는 학교에 간다.\" --pos \"NP+JX NNG+JKB VV+EF+SF\"",
        "klue parse -m klue-bert-base-dp \"나는 학교에 간다.\" --mecab mecab-ko-dic --conllu",
    ];

    protected override RowFields Fields { get; } = new(["text"], ["pos"]);

    protected override bool IsDrawable => true;

    protected override Pipeline<ParserSentence, ParsedSentence, DependencyTree> CreatePipeline(KlueModel model, ParseResult arguments) =>
        model.CreateDependencyParser(Shared(new TaskOptions(), arguments));

    protected override IReadOnlyList<ParserSentence> FromArguments(ParseResult arguments)
    {
        _isConllu = arguments.GetValue(_conllu);
        _analyzer = arguments.GetValue(_mecab) is { } folder ? new MorphemeAnalyzer(MecabDictionary.Load(folder)) : null;
        return arguments.GetValue(_text) is { } text ? [FromRow(text, arguments.GetValue(_tags))] : [];
    }

    protected override ParserSentence FromRow(string text, string? pair)
    {
        if (pair is null)
        {
            return ParserSentence.Of(text, _analyzer ?? throw new UsageException("parse needs the part-of-speech tags of each word (--pos), or --mecab DIR to find them."));
        }

        var (words, tags) = (Split(text), Split(pair));
        return words.Length == tags.Length
            ? new ParserSentence(words, tags)
            : throw new UsageException($"the sentence has {words.Length} words and {tags.Length} part-of-speech tags; expected as many.");

        static string[] Split(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    protected override void WriteRow(JsonRowWriter writer, DependencyTree result)
    {
        if (_isConllu)
        {
            Host.Output.Write(result.ToConllu());
        }
        else
        {
            base.WriteRow(writer, result);
        }
    }

    protected override void WriteJson(Utf8JsonWriter json, DependencyTree result)
    {
        json.WriteStartArray();
        foreach (var word in result.Words)
        {
            json.WriteStartObject();
            json.WriteString("form", word.Form);
            json.WriteString("pos", word.PartsOfSpeech);
            json.WriteNumber("head", word.Head);
            json.WriteString("deprel", word.Relation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    protected override void WriteText(ParserSentence input, DependencyTree result) =>
        Host.Output.Write(_isConllu ? result.ToConllu() : result.ToText());

    protected override string Draw(ParserSentence input, DependencyTree result) => TreePicture.Draw(result);
}
