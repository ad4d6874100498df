using System.CommandLine;
using Klue.Tasks;

namespace Klue.Cli.Commands;

/// <summary>The options by which a KLUE task is scored, which <c>klue eval</c> and <c>klue score</c> share.</summary>
internal sealed class TaskOptionSet
{
    private readonly Option<string?> _task = new Option<string?>("--task") { Description = "The task.", HelpName = "TASK" }.OneOf([.. KlueTaskNames.All]);
    private readonly Option<string?> _mode = new Option<string?>("--mode")
    {
        Description = "Score bug for bug as KLUE-baseline does, for comparison with published figures, or as was meant; baseline if not given.",
    }.OneOf("baseline", "clean");

    private readonly Option<int?> _showErrors = SharedOptions.Count("--show-errors", "Show the worst N mistakes.", least: 0);

    /// <summary><c>--data</c>, a file or a folder.</summary>
    public Option<string?> Data { get; } = new("--data") { Description = "The data in KLUE's own format, or a folder that holds it under its official name.", HelpName = "PATH" };

    /// <summary><c>--predictions</c>.</summary>
    public Option<string?> Predictions { get; }

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = SharedOptions.Json();

    public TaskOptionSet(Command command, string predictions)
    {
        Predictions = new Option<string?>("--predictions") { Description = predictions, HelpName = "FILE" };
        command.Add(_task);
        command.Add(Data);
        command.Add(Predictions);
        command.Add(_mode);
        command.Add(_showErrors);
        command.Add(Json);
    }

    /// <summary>The task.</summary>
    /// <exception cref="UsageException">None is named.</exception>
    public KlueTask Task(ParseResult arguments) => KlueTaskNames.TryParse(arguments.GetValue(_task), out var task)
        ? task
        : throw new UsageException($"{arguments.CommandResult.Command.Name} needs --task, one of {string.Join(", ", KlueTaskNames.All)}.");

    /// <summary>Whether a task is named.</summary>
    public bool HasTask(ParseResult arguments) => arguments.GetValue(_task) is not null;

    /// <summary>The mode.</summary>
    public EvaluationMode Mode(ParseResult arguments) => arguments.GetValue(_mode) == "clean" ? EvaluationMode.Clean : EvaluationMode.Baseline;

    /// <summary>How many mistakes to show.</summary>
    public int Mistakes(ParseResult arguments) => arguments.GetValue(_showErrors) ?? 0;

    /// <summary>What an option that must be given says.</summary>
    /// <exception cref="UsageException">It is not given.</exception>
    public static string Required(ParseResult arguments, Option<string?> option) => arguments.GetValue(option)
        ?? throw new UsageException($"{arguments.CommandResult.Command.Name} needs {option.Name} {option.HelpName}.");
}
