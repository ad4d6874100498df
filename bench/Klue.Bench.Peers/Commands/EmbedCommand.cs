using System.CommandLine;
using Klue.Bench.Commands;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Onnx;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using MicrosoftTokenizer = Microsoft.ML.Tokenizers.BertTokenizer;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>embed</c>, which <c>start</c> starts: klue-bench's command of this name, done with ONNX Runtime.</summary>
internal sealed class EmbedCommand : Command
{
    private readonly CommandHost _host;
    private readonly Argument<string?> _text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _shape = new("--shape") { Description = "A batch of random ids instead of a text.", HelpName = "BxS" };
    private readonly Option<string> _model = new("--model") { Description = "The graph's file.", HelpName = "FILE", Required = true };
    private readonly Option<string> _engine = new("--engine") { Description = "The engine's name.", HelpName = "NAME", Required = true };
    private readonly Option<int[]> _threads = BenchOptions.Threads(Environment.ProcessorCount);

    public EmbedCommand(CommandHost host)
        : base("embed", "Load a graph and embed one text.")
    {
        _host = host;
        Hidden = true;
        Add(_text);
        Add(_shape);
        Add(_model);
        Add(_engine);
        Add(_threads);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var graph = arguments.GetRequiredValue(_model);
        var name = arguments.GetRequiredValue(_engine);
        using var engine = new OnnxRuntimeEngine(
            name,
            EngineCatalog.OnnxForms.GetValueOrDefault(name, OnnxForm.Plain),
            graph,
            OutputSize.Of(BertOutput.HiddenStates, RandomBert.Config),
            arguments.GetRequiredValue(_threads)[0]);
        var text = arguments.GetValue(_text);
        var texts = arguments.GetValue(_shape) is { } shape
            ? RandomBatch.Ids(BatchShape.Parse(shape).Lengths, RandomBert.Config.VocabSize)
            : [Tokenize(Path.GetDirectoryName(graph)!, text ?? throw new UsageException("embed takes either a text or --shape."))];
        using var run = engine.Prepare(texts, Batching.Padded);
        run.Run();
        _host.Output.WriteLine(text is null ? run.Output(0, 0)[0] : MeanOfFirst(run, texts[0].Length));
        _host.Output.Flush();
        return ExitCode.Success;
    }

    private static int[] Tokenize(string folder, string text)
    {
        var tokenizer = MicrosoftTokenizer.Create(Path.Combine(folder, "vocab.txt"), new() { LowerCaseBeforeTokenization = false });
        return [.. tokenizer.EncodeToIds(text, addSpecialTokens: true)];
    }

    // Mean pooling is what Klue does by itself; one number of the vector is enough to be compared.
    private static float MeanOfFirst(IEngineRun run, int length) => Enumerable.Range(0, length).Average(token => run.Output(0, token)[0]);
}
