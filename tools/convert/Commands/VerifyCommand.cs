using System.CommandLine;
using System.Globalization;
using Klue.CommandLine;
using Klue.Conversion.Sources;
using Klue.Conversion.Verification;

namespace Klue.Conversion.Commands;

/// <summary><c>klue-convert verify A B</c>: runs two models and says how far apart they are.</summary>
internal sealed class VerifyCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Argument<string> _reference = new("A") { Description = "The folder of the model to compare with" };
    private readonly Argument<string> _candidate = new("B") { Description = "The folder of the other model" };
    private readonly Option<string> _texts = new("--texts") { Description = "Texts to run, one a line, or JSONL with text, text_pair and label; random ids if not given", HelpName = "FILE" };
    private readonly Option<int> _count = new("--count") { Description = "The most texts to run", HelpName = "N", DefaultValueFactory = _ => 2000 };

    public VerifyCommand(CommandHost host)
        : base("verify", "Runs two models on the same texts: largest error, cosine of every token, how often their answers agree.")
    {
        _host = host;
        Add(_reference);
        Add(_candidate);
        Add(_texts);
        Add(_count);
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-convert verify klue-bert-base klue-bert-base-int8 --texts texts.txt"];

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_count) < 1)
        {
            throw new UsageException($"--count is {parsed.GetValue(_count)}; expected 1 or more");
        }

        using var reference = KlueModel.Load(parsed.GetRequiredValue(_reference));
        using var candidate = KlueModel.Load(parsed.GetRequiredValue(_candidate));
        var texts = parsed.GetValue(_texts) is { } file ? SampleTexts.Read(file, parsed.GetValue(_count)) : [];
        var comparison = new ModelComparison(reference, candidate, texts, cancellationToken);
        var table = new TextTable("measure", "value");
        foreach (var (name, value) in comparison.Run())
        {
            table.AddRow(name, value.ToString("0.########", CultureInfo.InvariantCulture));
        }

        table.Write(_host);
        return ExitCode.Success;
    }
}
