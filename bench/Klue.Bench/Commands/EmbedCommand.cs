using System.CommandLine;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench embed</c>, which <c>start</c> starts: loads a model, computes one thing, and prints a line when it is there.</summary>
internal sealed class EmbedCommand : Command
{
    private readonly CommandHost _host;
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _shape = new("--shape") { Description = "A batch of random ids instead of a text.", HelpName = "BxS" };
    private readonly Option<string?> _model = BenchOptions.Model("The model's folder.");
    private readonly Option<int[]> _threads = BenchOptions.Threads(Environment.ProcessorCount);

    public EmbedCommand(CommandHost host)
        : base("embed", "Load a model and embed one text.")
    {
        _host = host;
        Hidden = true;
        Add(_text);
        Add(_shape);
        Add(_model);
        Add(_threads);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var folder = BenchOptions.Folder(arguments.GetValue(_model)) ?? throw new UsageException("embed needs --model FOLDER.");
        var kernels = new KernelOptions { MaxDegreeOfParallelism = arguments.GetRequiredValue(_threads)[0] };
        _host.Output.WriteLine((arguments.GetValue(_text), arguments.GetValue(_shape)) switch
        {
            ({ } text, null) => EmbedText(folder, text, kernels),
            (null, { } shape) => Forward(folder, BatchShape.Parse(shape), kernels),
            _ => throw new UsageException("embed takes either a text or --shape."),
        });
        _host.Output.Flush();
        return ExitCode.Success;
    }

    private static float EmbedText(string folder, string text, KernelOptions kernels)
    {
        using var model = KlueModel.Load(folder, new KlueModelOptions { Kernels = kernels });
        return model.Embed(text).Vector.Span[0];
    }

    private static float Forward(string folder, BatchShape shape, KernelOptions kernels)
    {
        using var model = BertModel.Load(folder);
        var batch = RandomBatch.Create(shape.Lengths, model.Config);
        var hidden = new float[batch.RowCount * model.Config.HiddenSize];
        model.Forward(batch, hidden, new ForwardOptions { Kernels = kernels });
        return hidden[0];
    }
}
