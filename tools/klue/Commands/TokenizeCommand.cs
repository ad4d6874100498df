using System.CommandLine;
using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Tokenizer;
using Klue.Tokenizer.Morphemes;

namespace Klue.Cli.Commands;

/// <summary><c>klue tokenize</c>: pieces, ids and offsets of a text, or of every row of a JSONL file; or how a file is cut on the whole.</summary>
internal sealed class TokenizeCommand : Command, IExampleSource
{
    private const string DependencyParsing = "klue-dp";

    private readonly CommandHost _host;
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _pair = new("--pair") { Description = "A second text, encoded behind the first.", HelpName = "TEXT" };
    private readonly Option<string?> _model = SharedOptions.Model(EmbeddedModel.Base);
    private readonly Option<bool> _jsonl = new("--jsonl")
    {
        Description = "Read rows {\"text\", \"pair\"?, \"opts\"?} and write one row for each.",
    };

    private readonly Option<string> _input = new("--input")
    {
        Description = "The file of rows; - is standard input.",
        HelpName = "FILE",
        DefaultValueFactory = _ => InputFile.StandardInput,
    };

    private readonly Option<string> _offsets = new Option<string>("--offsets")
    {
        Description = "What offsets count: UTF-16 units of the text, or code points.",
        DefaultValueFactory = _ => "utf16",
    }.OneOf("utf16", "codepoint");

    private readonly Option<string?> _report = new("--report")
    {
        Description = "Measure a file instead: pieces per word, unknown pieces, and how far pieces respect morphemes.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _format = new Option<string?>("--input-format")
    {
        Description = "How the file of --report is written: a text a line, JSONL, or KLUE-DP's TSV with its gold morphemes; "
            + "by the file's ending if not given.",
    }.OneOf("text", "jsonl", DependencyParsing);

    private readonly Option<string?> _mecab = SharedOptions.Mecab("The dictionary of the morphemes to compare with in --report");
    private readonly Option<bool> _json = SharedOptions.Json();

    public TokenizeCommand(CommandHost host)
        : base("tokenize", "Cut text into WordPieces, as Hugging Face does.")
    {
        _host = host;
        Add(_text);
        Add(_pair);
        Add(_model);
        Add(_jsonl);
        Add(_input);
        Add(_offsets);
        Add(_report);
        Add(_format);
        Add(_mecab);
        Add(_json);
        SetAction((arguments, cancellationToken) => Task.FromResult(Run(arguments, cancellationToken)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue tokenize \"영화가 정말 좋았다\"",
        "klue tokenize --jsonl --input rows.jsonl > encodings.jsonl",
        "klue tokenize --report corpus.txt --mecab mecab-ko-dic",
    ];

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var text = arguments.GetValue(_text);
        var rows = arguments.GetValue(_jsonl);
        var report = arguments.GetValue(_report);
        if ((rows ? 1 : 0) + (text is null ? 0 : 1) + (report is null ? 0 : 1) != 1)
        {
            throw new UsageException("tokenize takes a TEXT, --jsonl or --report FILE, one of them.");
        }

        if (text is null && arguments.GetValue(_pair) is not null)
        {
            throw new UsageException("--pair goes with a TEXT.");
        }

        if (report is null && (arguments.GetValue(_mecab) ?? arguments.GetValue(_format)) is not null)
        {
            throw new UsageException("--mecab and --input-format go with --report.");
        }

        var tokenizer = BertTokenizer.Load(SharedOptions.ModelFolder(arguments.GetValue(_model), EmbeddedModel.Base, _host));
        if (report is not null)
        {
            WriteReport(report, tokenizer, arguments, cancellationToken);
            return ExitCode.Success;
        }

        var codePoints = arguments.GetValue(_offsets) == "codepoint";
        using var writer = new JsonRowWriter(_host.Output);
        if (rows)
        {
            foreach (var line in InputFile.ReadLines(arguments.GetValue(_input)!, _host))
            {
                WriteRow(TokenizeRow.Read(line));
            }
        }
        else if (arguments.GetValue(_json))
        {
            WriteRow(new TokenizeRow(text!, arguments.GetValue(_pair)));
        }
        else
        {
            WriteTable(new TokenizeRow(text!, arguments.GetValue(_pair)).Encode(tokenizer, codePoints));
        }

        return ExitCode.Success;

        void WriteRow(TokenizeRow row) => writer.Write(json => EncodingJson.Write(json, row.Encode(tokenizer, codePoints)));
    }

    private void WriteReport(string file, BertTokenizer tokenizer, ParseResult arguments, CancellationToken cancellationToken)
    {
        var mecab = arguments.GetValue(_mecab);
        var format = arguments.GetValue(_format) ?? (Path.GetExtension(file) == ".tsv" ? DependencyParsing : null);
        if (format == DependencyParsing && mecab is not null)
        {
            throw new UsageException("KLUE-DP's file has gold morphemes: --mecab cannot be given with it.");
        }

        var run = new TokenizationReportRun(tokenizer, mecab is null ? null : new MorphemeAnalyzer(MecabDictionary.Load(mecab)));
        if (format == DependencyParsing)
        {
            run.ReadDependencyParsing(file, cancellationToken);
        }
        else
        {
            run.ReadTexts(new InputRows(file, format, _host), cancellationToken);
        }

        run.Facts().Write(_host, arguments.GetValue(_json));
    }

    private void WriteTable(Encoding encoding)
    {
        var table = new TextTable("token", "id", "offsets", "word");
        for (var i = 0; i < encoding.Count; i++)
        {
            var (start, end) = encoding.Offsets[i];
            table.AddRow(
                encoding.Tokens[i],
                $"{encoding.Ids[i]}",
                encoding.SequenceIds[i] is null ? "" : $"{start}..{end}",
                $"{encoding.WordIds[i]}");
        }

        table.Write(_host, header: false);
    }
}
