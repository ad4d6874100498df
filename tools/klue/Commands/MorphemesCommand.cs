using System.CommandLine;
using System.Text.Json;
using Klue.Cli.Input;
using Klue.Cli.Morphemes;
using Klue.Cli.Output;
using Klue.Tokenizer;
using Klue.Tokenizer.Morphemes;

namespace Klue.Cli.Commands;

/// <summary><c>klue morphemes</c>: the morphemes that mecab-ko finds in a text beside its WordPieces.</summary>
internal sealed class MorphemesCommand : Command, IExampleSource
{
    private static readonly EncodingOptions Bare = new() { AddSpecialTokens = false };

    private readonly CommandHost _host;
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _mecab = SharedOptions.Mecab("The dictionary of morphemes");
    private readonly Option<string?> _model = SharedOptions.Model(EmbeddedModel.Base);
    private readonly Option<string?> _input = SharedOptions.Input();
    private readonly Option<string?> _format = SharedOptions.InputFormat();
    private readonly Option<bool> _json = SharedOptions.Json();

    public MorphemesCommand(CommandHost host)
        : base("morphemes", "Cut text into morphemes, as mecab-ko does, and show where WordPieces agree with them.")
    {
        _host = host;
        _mecab.Required = true;
        Add(_text);
        Add(_mecab);
        Add(_model);
        Add(_input);
        Add(_format);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue morphemes \"영화가 정말 좋았다\" --mecab mecab-ko-dic"];

    private int Run(ParseResult arguments)
    {
        var text = arguments.GetValue(_text);
        var file = arguments.GetValue(_input);
        if ((text is null) == (file is null))
        {
            throw new UsageException("morphemes takes either a TEXT or --input FILE.");
        }

        var tokenizer = BertTokenizer.Load(SharedOptions.ModelFolder(arguments.GetValue(_model), EmbeddedModel.Base, _host));
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(arguments.GetRequiredValue(_mecab)!));
        using var writer = new JsonRowWriter(_host.Output);
        if (file is not null)
        {
            foreach (var row in new InputRows(file, arguments.GetValue(_format), _host).Read(FromRow, RowFields.Default))
            {
                writer.Write(json => WriteJson(json, row, analyzer.Analyze(row), tokenizer));
            }
        }
        else if (arguments.GetValue(_json))
        {
            writer.Write(json => WriteJson(json, text!, analyzer.Analyze(text), tokenizer));
        }
        else
        {
            WriteTable(text!, analyzer.Analyze(text), tokenizer);
        }

        return ExitCode.Success;
    }

    private static string FromRow(string text, string? pair) =>
        pair is null ? text : throw new UsageException("morphemes reads one text a row; there is a text_pair.");

    private static string NameOf(BlockAgreement agreement) => agreement switch
    {
        BlockAgreement.Same => "same",
        BlockAgreement.Split => "split",
        BlockAgreement.Joined => "joined",
        BlockAgreement.Crossed => "crossed",
        _ => "alone",
    };

    private static void WriteJson(Utf8JsonWriter json, string text, MorphemeAnalysis analysis, BertTokenizer tokenizer)
    {
        var pieces = tokenizer.Encode(text, Bare);
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteNumber("cost", analysis.Cost);
        json.WriteStartArray("morphemes");
        foreach (var morpheme in analysis.Morphemes)
        {
            json.WriteStartObject();
            json.WriteString("surface", text.AsSpan(morpheme.Start, morpheme.Length));
            WriteRange(json, morpheme.Start, morpheme.End);
            json.WriteString("pos", morpheme.PartOfSpeech);
            json.WriteString("feature", morpheme.FeatureUtf8);
            json.WriteNumber("cost", morpheme.Cost);
            json.WriteBoolean("unknown", morpheme.IsUnknown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("pieces");
        for (var i = 0; i < pieces.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("token", pieces.Tokens[i]);
            json.WriteNumber("id", pieces.Ids[i]);
            WriteRange(json, pieces.Offsets[i].Start, pieces.Offsets[i].End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("blocks");
        foreach (var block in MorphemeBlock.Of(analysis.Morphemes, pieces.Offsets))
        {
            json.WriteStartObject();
            WriteRange(json, block.Start, block.End);
            json.WriteString("agreement", NameOf(block.Agreement));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var report = Measure(tokenizer, text, analysis);
        json.WriteNumber("morpheme_boundaries", report.MorphemeBoundaries);
        json.WriteNumber("piece_boundaries", report.PieceBoundaries);
        json.WriteNumber("shared_boundaries", report.SharedBoundaries);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, int start, int end)
    {
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
    }

    private static TokenizationReport Measure(BertTokenizer tokenizer, string text, MorphemeAnalysis analysis) =>
        TokenizationReport.Measure(tokenizer, text, MorphemeBoundaries.Of(analysis.Morphemes));

    private void WriteTable(string text, MorphemeAnalysis analysis, BertTokenizer tokenizer)
    {
        var pieces = tokenizer.Encode(text, Bare);
        var table = new TextTable("offsets", "morphemes", "parts of speech", "pieces", "agreement");
        foreach (var block in MorphemeBlock.Of(analysis.Morphemes, pieces.Offsets))
        {
            var morphemes = analysis.Morphemes.Take(block.Morphemes);
            table.AddRow(
                $"{block.Start}..{block.End}",
                string.Join(' ', morphemes.Select(morpheme => text[morpheme.Range])),
                string.Join(' ', morphemes.Select(morpheme => morpheme.PartOfSpeech)),
                string.Join(' ', pieces.Tokens.Take(block.Pieces)),
                NameOf(block.Agreement));
        }

        table.Write(_host, header: false);
        var report = Measure(tokenizer, text, analysis);
        _host.Output.WriteLine(
            $"{report.SharedBoundaries} of {report.MorphemeBoundaries} morpheme boundaries inside words are piece boundaries, "
            + $"{report.SharedBoundaries} of {report.PieceBoundaries} piece boundaries are morpheme boundaries");
    }
}
