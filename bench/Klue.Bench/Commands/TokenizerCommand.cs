using System.CommandLine;
using Klue.Bench.Suites;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench tokenizer</c>: text to tokens.</summary>
internal sealed class TokenizerCommand : SuiteCommand, IExampleSource
{
    private readonly Option<string?> _texts = BenchOptions.Texts();
    private readonly Option<string?> _model = BenchOptions.Model("The folder of the vocabulary; that of klue-mini if not given.");

    public TokenizerCommand(CommandHost host)
        : base(host, "tokenizer", "Time tokenization: ids, tokens with offsets, whole encodings, batches on several threads.", secondsPerCase: 0.5)
    {
        Add(_texts);
        Add(_model);
        AddShared(hasInstructionSet: false);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench tokenizer --texts texts.txt -m klue-bert-base"];

    protected override Suite CreateSuite(ParseResult arguments, SuiteSettings settings) => TokenizerSuite.Create(
        settings, BenchOptions.Folder(arguments.GetValue(_model)) ?? EmbeddedVocabulary.Folder, arguments.GetValue(_texts));
}
