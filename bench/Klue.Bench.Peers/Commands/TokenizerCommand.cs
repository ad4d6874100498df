using System.CommandLine;
using Klue.Bench.Commands;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Tokenizers;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Results;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Tokenizer;
using static Klue.Bench.Peers.Contests.StandingColumns;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>tokenizer</c>: texts to ids.</summary>
internal sealed class TokenizerCommand : ContestCommand
{
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of the vocabulary.", HelpName = "FOLDER", Required = true };
    private readonly Option<string?> _texts = new("--texts")
    {
        Description = "A file of texts in UTF-8, one a line, or a folder of KLUE's dev sets; random words of the vocabulary if not given.",
        HelpName = "FILE",
    };

    public TokenizerCommand(CommandHost host)
        : base(host, TokenizerContests.Name, "Time tokenization: the same texts and vocabulary, ids compared before.", secondsPerCase: 0.5)
    {
        Add(_model);
        Add(_texts);
        AddShared();
    }

    protected override IReadOnlyList<Column<Standing>> Columns { get; } =
    [
        Of(Label("engine")), Of(Threads), Of(Label("texts")), Of(Label("count")), Of(MedianMilliseconds), Of(MegabytesPerSecond),
        Of(TokensPerSecond), .. Ratios, Of(MinMilliseconds), Of(Runs), Remark(TokenizerContests.DifferingTexts),
    ];

    protected override IReadOnlyList<Standing> Hold(ParseResult arguments, ContestSettings settings)
    {
        var folder = BenchOptions.Folder(arguments.GetRequiredValue(_model))!;
        var tokenizer = BertTokenizer.Load(folder);
        var texts = arguments.GetValue(_texts);
        var sample = Directory.Exists(texts) ? KlueSentences.Read(texts) : TextSample.Of(texts, tokenizer);
        return new TokenizerContests(new TokenizerCatalog(folder, tokenizer, sample), sample, settings).Run();
    }
}
