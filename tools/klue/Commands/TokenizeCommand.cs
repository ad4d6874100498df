using System.CommandLine;
using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Tokenizer;

namespace Klue.Cli.Commands;

/// <summary><c>klue tokenize</c>: pieces, ids and offsets of a text, or of every row of a JSONL file.</summary>
internal sealed class TokenizeCommand : Command
{
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
    }.AcceptOnlyFromAmong("utf16", "codepoint");

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
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var text = arguments.GetValue(_text);
        var rows = arguments.GetValue(_jsonl);
        if (rows == (text is not null))
        {
            throw new UsageException("tokenize takes either a TEXT or --jsonl.");
        }

        var tokenizer = BertTokenizer.Load(SharedOptions.ModelFolder(arguments.GetValue(_model), EmbeddedModel.Base, _host));
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
