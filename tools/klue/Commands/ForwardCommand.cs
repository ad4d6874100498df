using System.CommandLine;
using Klue.Checkpoints;
using Klue.Cli.Input;
using Klue.Models;
using Klue.Safetensors;

namespace Klue.Cli.Commands;

/// <summary><c>klue forward</c>: the model's raw outputs for batches of ids, for comparison with other implementations.</summary>
internal sealed class ForwardCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<string?> _model = SharedOptions.Model(EmbeddedModel.Base);
    private readonly Option<string> _input = new("--input") { Description = "The cases, JSON; - is standard input.", HelpName = "FILE", Required = true };
    private readonly Option<string> _output = new("--output") { Description = "The safetensors file to write: <case>/<output>.", HelpName = "FILE", Required = true };
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<string?> _isa = SharedOptions.InstructionSet();
    private readonly Option<string> _order = new Option<string>("--batch-order")
    {
        Description = "The order in which a case's rows lie in the batch; the outputs are the same to the bit.",
        DefaultValueFactory = _ => "given",
    }.OneOf("given", "reverse", "shuffle");

    public ForwardCommand(CommandHost host)
        : base("forward", "Write a model's raw outputs for batches of token ids.")
    {
        _host = host;
        Add(_model);
        Add(_input);
        Add(_output);
        Add(_threads);
        Add(_isa);
        Add(_order);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue forward --input cases.json --output outputs.safetensors"];

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var kernels = SharedOptions.Kernels(arguments.GetValue(_threads), arguments.GetValue(_isa));
        var options = new ForwardOptions
        {
            Kernels = kernels,
            CancellationToken = cancellationToken,
        };
        var cases = ForwardCase.ReadAll(arguments.GetValue(_input)!, _host);
        using var model = BertModel.Load(SharedOptions.ModelFolder(arguments.GetValue(_model), EmbeddedModel.Base, _host));
        _host.SayEach(model.Warnings);
        var outputs = new List<ForwardOutput>();
        foreach (var given in cases)
        {
            if (given.IsInformative)
            {
                _host.Say($"case \"{given.Name}\" is marked informative and left out");
                continue;
            }

            outputs.AddRange(new ForwardCaseRun(model, given, Order(arguments.GetValue(_order)!, given.RowCount), options).Outputs());
        }

        Save(arguments.GetValue(_output)!, outputs);
        return Task.FromResult(ExitCode.Success);
    }

    private static int[] Order(string name, int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        if (name == "reverse")
        {
            Array.Reverse(order);
        }
        else if (name == "shuffle")
        {
            new Random(rows).Shuffle(order);
        }

        return order;
    }

    private static void Save(string path, List<ForwardOutput> outputs)
    {
        using var writer = SafetensorsWriter.Create(path, outputs.Select(output => new TensorInfo(output.Name, Dtype.F32, new TensorShape(output.Shape))));
        foreach (var output in outputs)
        {
            writer.Write(output.Name, output.Values);
        }

        writer.Commit();
    }
}
