using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Json;
using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Cli.Pictures;
using Klue.Models;
using Klue.Pipelines;

namespace Klue.Cli.Commands;

/// <summary>
/// A command that asks a model about one input from the command line, or about every row of a file, each row's answer
/// being one line of JSON: the same that HF's pipeline of that task gives.
/// </summary>
internal abstract class PipelineCommand<TInput, TOutput, TResult> : Command
    where TInput : notnull
{
    private readonly EmbeddedModel? _embedded;
    private readonly Option<string?> _model;
    private readonly Option<string?> _input = SharedOptions.Input();
    private readonly Option<string?> _format = SharedOptions.InputFormat();

    private readonly Option<int?> _maxLength = SharedOptions.Count("--max-length", "The most tokens a text may have.");
    private readonly Option<bool> _truncate = new("--truncate") { Description = "Cut longer texts at their end; otherwise they are an error." };
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<string?> _isa = SharedOptions.InstructionSet();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<string?> _html = new("--html") { Description = "Also draw the answers, into an HTML file that needs no other.", HelpName = "FILE" };

    protected PipelineCommand(CommandHost host, string name, string description, EmbeddedModel? embedded)
        : base(name, description)
    {
        Host = host;
        _embedded = embedded;
        _model = SharedOptions.Model(embedded);
    }

    protected CommandHost Host { get; }

    /// <summary>The fields of a JSON row.</summary>
    protected virtual RowFields Fields => RowFields.Default;

    /// <summary>Whether answers can be drawn, with <see cref="Draw"/>.</summary>
    protected virtual bool IsDrawable => false;

    /// <summary>Adds the options that all these commands have, behind their own, and the action.</summary>
    protected void AddShared()
    {
        Add(_model);
        Add(_input);
        Add(_format);
        Add(_maxLength);
        Add(_truncate);
        Add(_threads);
        Add(_isa);
        Add(_json);
        if (IsDrawable)
        {
            Add(_html);
        }

        SetAction(RunAsync);
    }

    /// <summary>Makes the pipeline that the options ask for.</summary>
    protected abstract Pipeline<TInput, TOutput, TResult> CreatePipeline(KlueModel model, ParseResult arguments);

    /// <summary>The inputs on the command line itself.</summary>
    protected abstract IReadOnlyList<TInput> FromArguments(ParseResult arguments);

    /// <summary>One input of a file.</summary>
    protected abstract TInput FromRow(string text, string? pair);

    /// <summary>Writes an answer as HF's pipeline gives it.</summary>
    protected abstract void WriteJson(Utf8JsonWriter json, TResult result);

    /// <summary>Writes an answer for a person.</summary>
    protected abstract void WriteText(TInput input, TResult result);

    /// <summary>Writes an answer as a row of output.</summary>
    protected virtual void WriteRow(JsonRowWriter writer, TResult result) => writer.Write(json => WriteJson(json, result));

    /// <summary>Draws an answer, an SVG element.</summary>
    protected virtual string Draw(TInput input, TResult result) => throw new NotSupportedException();

    /// <summary>What to say about an answer beside it, or null.</summary>
    protected virtual string? Remark(TResult result) => null;

    /// <summary>How many tokens an answer was made of, 0 where it does not tell.</summary>
    protected virtual int TokensOf(TResult result) => 0;

    /// <summary>Gives options what all pipelines have in common.</summary>
    protected TOptions Shared<TOptions>(TOptions options, ParseResult arguments)
        where TOptions : PipelineOptions => options with
        {
            MaxLength = arguments.GetValue(_maxLength),
            Truncate = options.Truncate || arguments.GetValue(_truncate),
            Kernels = SharedOptions.Kernels(arguments.GetValue(_threads), arguments.GetValue(_isa)),
        };

    private Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var given = FromArguments(arguments);
        var file = arguments.GetValue(_input);
        if ((file is null) == (given.Count == 0))
        {
            throw new UsageException(file is null ? $"{Name} needs a text, or --input FILE." : $"{Name} takes either a text or --input, not both.");
        }

        var folder = (arguments.GetValue(_model), _embedded) switch
        {
            (null, null) => throw new UsageException($"{Name} needs -m FOLDER: no embedded model has the head for it."),
            ({ } named, _) => SharedOptions.ModelFolder(named),
            (_, { } embedded) => SharedOptions.ModelFolder(null, embedded, Host),
        };
        var kernels = SharedOptions.Kernels(arguments.GetValue(_threads), arguments.GetValue(_isa));
        using var model = KlueModel.Load(folder, new KlueModelOptions { Kernels = kernels });
        Host.SayEach(model.Model.Warnings);
        var pipeline = CreatePipeline(model, arguments);
        using var disposal = pipeline as IDisposable;
        using var writer = new JsonRowWriter(Host.Output);
        var page = IsDrawable && arguments.GetValue(_html) is not null ? new HtmlPage($"klue {Name}") : null;
        if (file is not null)
        {
            RowProgress.Show(Host, InputFile.Length(file), progress =>
                WriteRows(pipeline, new InputRows(file, arguments.GetValue(_format), Host, progress.Read), writer, page, progress, cancellationToken));
        }
        else
        {
            WriteGiven(pipeline, given, arguments.GetValue(_json) ? writer : null, page, cancellationToken);
        }

        page?.Save(arguments.GetValue(_html)!);
        return Task.FromResult(ExitCode.Success);
    }

    private void WriteGiven(
        Pipeline<TInput, TOutput, TResult> pipeline, IReadOnlyList<TInput> given, JsonRowWriter? writer, HtmlPage? page, CancellationToken cancellationToken)
    {
        var number = 0;
        try
        {
            foreach (var result in pipeline.Stream(given, cancellationToken))
            {
                if (Remark(result) is { } remark)
                {
                    Host.Say(Place(number) + remark);
                }

                page?.Add(Draw(given[number], result));
                if (writer is not null)
                {
                    WriteRow(writer, result);
                }
                else
                {
                    WriteText(given[number], result);
                }

                number++;
            }
        }
        catch (InputException exception) when (exception.Index is { } index)
        {
            throw new UsageException(Place(index) + exception.InnerException!.Message, exception);
        }

        string Place(long index) => given.Count == 1 ? "" : $"text {index + 1}: ";
    }

    private void WriteRows(
        Pipeline<TInput, TOutput, TResult> pipeline, InputRows rows, JsonRowWriter writer, HtmlPage? page, RowProgress progress, CancellationToken cancellationToken)
    {
        // Rows are read ahead; only a drawing needs them again.
        var drawn = new ConcurrentQueue<TInput>();
        var inputs = rows.Read(FromRow, Fields);
        var number = 0L;
        try
        {
            foreach (var result in pipeline.Stream(page is null ? inputs : inputs.Select(Remember), cancellationToken))
            {
                number++;
                if (Remark(result) is { } remark)
                {
                    progress.Say($"{rows.Source}, line {number}: {remark}");
                }

                WriteRow(writer, result);
                progress.Answer(TokensOf(result));
                if (drawn.TryDequeue(out var input))
                {
                    page!.Add(Draw(input, result));
                }
            }
        }
        catch (InputException exception) when (exception.Index is { } index)
        {
            // Every line is a row, so that the row's number is the line's.
            throw new UsageException($"{rows.Source}, line {index + 1}: {exception.InnerException!.Message}", exception);
        }

        TInput Remember(TInput input)
        {
            drawn.Enqueue(input);
            return input;
        }
    }
}
