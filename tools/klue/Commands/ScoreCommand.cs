using System.CommandLine;
using Klue.Cli.Output;
using Klue.Tasks.Scoring;

namespace Klue.Cli.Commands;

/// <summary><c>klue score</c>: the official figures of predictions of any origin.</summary>
internal sealed class ScoreCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly TaskOptionSet _options;

    public ScoreCommand(CommandHost host)
        : base("score", "Score predictions, of whatever model, as KLUE scores them.")
    {
        _host = host;
        _options = new TaskOptionSet(this, "The predictions, a JSON object a line with the guid of its example.");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue score --task ynat --data ynat-v1.1_dev.json --predictions predictions.jsonl"];

    private int Run(ParseResult arguments)
    {
        var task = _options.Task(arguments);
        var mistakes = _options.Mistakes(arguments);
        var data = EvalCommand.DataFile(task, TaskOptionSet.Required(arguments, _options.Data));
        var report = TaskScorer.Score(task, data, TaskOptionSet.Required(arguments, _options.Predictions), _options.Mode(arguments));
        if (arguments.GetValue(_options.Json))
        {
            using var writer = new JsonRowWriter(_host.Output);
            writer.Write(json => ReportJson.Write(json, report, null, mistakes));
        }
        else
        {
            ReportText.WriteHeading(_host, report, null);
            ReportText.Write(_host, report, mistakes);
        }

        return ExitCode.Success;
    }
}
