using System.CommandLine;
using Klue.Cli.Output;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Evaluation;

namespace Klue.Cli.Commands;

/// <summary><c>klue eval</c>: a model's official figures on the data of a KLUE task, or of all of them.</summary>
internal sealed class EvalCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly TaskOptionSet _options;
    private readonly Option<string?> _model = SharedOptions.Model(fallback: null);
    private readonly Option<string?> _labelOrder = new Option<string?>("--label-order")
    {
        Description = "The order of the labels of a model that does not name them: KLUE-baseline's, or that of the hub's data set.",
    }.OneOf("baseline", "hf");

    private readonly Option<int?> _limit = SharedOptions.Count("--limit", "Take the first N examples.");
    private readonly Option<string?> _ontology = new("--ontology")
    {
        Description = "The slots of wos; ontology.json in the model's folder or beside the data if not given.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Evaluate all tasks: the model card's whole table." };
    private readonly Option<string?> _models = new("--models") { Description = "With --all: a folder with a model's folder for each task, named for it.", HelpName = "FOLDER" };
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<string?> _isa = SharedOptions.InstructionSet();

    public EvalCommand(CommandHost host)
        : base("eval", "Evaluate a model on a KLUE task, with KLUE's own metrics.")
    {
        _host = host;
        Add(_model);
        _options = new TaskOptionSet(this, "Write the predictions, a JSON object a line, as klue score reads them.");
        Add(_labelOrder);
        Add(_limit);
        Add(_ontology);
        Add(_all);
        Add(_models);
        Add(_threads);
        Add(_isa);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue eval --task ner --mode clean -m models/klue-mini-ner --data klue-ner-v1.1_dev.tsv",
        "klue eval --all --models klue-models --data klue-data",
    ];

    /// <summary>The data file: the one that is named, or the task's own in the folder that is.</summary>
    /// <exception cref="UsageException">The folder holds none.</exception>
    public static string DataFile(KlueTask task, string path) => !Directory.Exists(path) ? path
        : TaskFiles.FindDevelopmentSet(path, task) ?? throw new UsageException($"--data '{path}': there is no {TaskFiles.DevelopmentSet(task)} in this folder.");

    private Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var mistakes = _options.Mistakes(arguments);
        var kernels = SharedOptions.Kernels(arguments.GetValue(_threads), arguments.GetValue(_isa));
        var options = new EvaluationOptions
        {
            Mode = _options.Mode(arguments),
            LabelOrder = arguments.GetValue(_labelOrder) switch { null => null, "hf" => LabelOrder.HuggingFace, _ => LabelOrder.Baseline },
            Limit = arguments.GetValue(_limit),
            PredictionsPath = arguments.GetValue(_options.Predictions),
            OntologyPath = arguments.GetValue(_ontology),
            Kernels = kernels,
        };
        if (arguments.GetValue(_all))
        {
            RefuseWithAll(arguments);
            new EvaluationTable(_host, options, TaskOptionSet.Required(arguments, _models), TaskOptionSet.Required(arguments, _options.Data))
                .Write(arguments.GetValue(_options.Json), cancellationToken);
            return Task.FromResult(ExitCode.Success);
        }

        if (arguments.GetValue(_models) is not null)
        {
            throw new UsageException("--models goes with --all; one task's model is named by --model.");
        }

        var task = _options.Task(arguments);
        var folder = SharedOptions.ModelFolder(TaskOptionSet.Required(arguments, _model));
        var data = DataFile(task, TaskOptionSet.Required(arguments, _options.Data));
        var result = Run(_host, task, folder, TaskEvaluation.Open(task, data, options), cancellationToken);
        if (arguments.GetValue(_options.Json))
        {
            using var writer = new JsonRowWriter(_host.Output);
            writer.Write(json => ReportJson.Write(json, result.Report, result, mistakes));
        }
        else
        {
            ReportText.WriteHeading(_host, result.Report, result);
            ReportText.Write(_host, result.Report, mistakes);
        }

        return Task.FromResult(ExitCode.Success);
    }

    /// <summary>Loads a model and evaluates it, with a bar where a person looks.</summary>
    public static EvaluationResult Run(CommandHost host, KlueTask task, string folder, TaskEvaluation evaluation, CancellationToken cancellationToken)
    {
        using var model = KlueModel.Load(folder, new KlueModelOptions { Kernels = evaluation.Options.Kernels });
        host.SayEach(model.Model.Warnings);
        return ItemProgress.Show(host, task.Name(), evaluation.Count, progress => evaluation.Run(model, progress, cancellationToken));
    }

    private void RefuseWithAll(ParseResult arguments)
    {
        if (_options.HasTask(arguments) || arguments.GetValue(_model) is not null || arguments.GetValue(_options.Predictions) is not null)
        {
            throw new UsageException("--all takes --models and --data, and neither --task, --model nor --predictions.");
        }
    }
}
