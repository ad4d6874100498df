using System.CommandLine;
using System.Globalization;
using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Conversion.Packing;
using Klue.Conversion.Writing;
using Klue.Kernels;
using Klue.Models;
using Klue.Tasks;

namespace Klue.Conversion.Commands;

/// <summary><c>klue-convert INPUT OUTPUT</c>: any checkpoint in, a Hugging Face folder or one safetensors file out.</summary>
internal sealed class ConvertCommand : RootCommand, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Argument<string> _input = new("INPUT") { Description = "A model folder or a file of weights: safetensors, PyTorch (.bin, .pt, .ckpt), or an index of shards" };
    private readonly Argument<string> _output = new("OUTPUT") { Description = "The folder to write, or one file that ends in .safetensors" };
    private readonly Option<string> _dtype = new("--dtype") { Description = "Write floats as f32, f16 or bf16, rounded to nearest even; by default each stays as it is. int8 is written packed", HelpName = "f32|f16|bf16|int8" };
    private readonly Option<bool> _packed = new("--packed") { Description = "Write the encoder in the engine's own layout, which it maps and uses as it is" };
    private readonly Option<string> _split = new("--split") { Description = "How int8 rounds, for attention and feed-forward part: the largest input, and the products that share 16 bits; 255:4, while 255:2 is finer and slower", HelpName = "N:P/N:P" };
    private readonly Option<string> _calibrate = new("--calibrate") { Description = "Round int8 weights for the inputs that these texts give them", HelpName = "TEXTS" };
    private readonly Option<string[]> _exact = new("--exact") { Description = "Leave the type of tensors whose name fits; may be given again", HelpName = "GLOB" };
    private readonly Option<string> _maxShardSize = new("--max-shard-size") { Description = "Write several files of at most so many bytes of tensors, with an index", HelpName = "SIZE" };
    private readonly Option<string> _nameMap = new("--name-map") { Description = "A JSON object of old tensor names to new ones; * stands for any run of characters", HelpName = "FILE" };
    private readonly Option<string[]> _keep = new("--keep") { Description = "Write only tensors whose name fits; may be given again", HelpName = "GLOB" };
    private readonly Option<string[]> _drop = new("--drop") { Description = "Leave out tensors whose name fits; may be given again", HelpName = "GLOB" };
    private readonly Option<string> _task = new("--klue-task") { Description = "The task of a KLUE-baseline checkpoint that does not say it", HelpName = string.Join('|', KlueTaskNames.All) };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Read and check everything, write nothing" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace files that exist" };

    public ConvertCommand(CommandHost host)
        : base("Converts any checkpoint of a BERT or RoBERTa model to safetensors. Pickles are read, never run.")
    {
        _host = host;
        Add(_input);
        Add(_output);
        foreach (var option in (Option[])[_dtype, _exact, _packed, _split, _calibrate, _maxShardSize, _nameMap, _keep, _drop, _task, _dryRun, _overwrite])
        {
            Add(option);
        }

        Add(new InspectCommand(host));
        Add(new VerifyCommand(host));
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue-convert pytorch_model.bin klue-bert-base",
        "klue-convert klue-bert-base klue-bert-base-int8 --dtype int8 --calibrate texts.txt",
        "klue-convert checkpoint.ckpt klue-ynat --klue-task ynat --dry-run",
    ];

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ConversionOptions
        {
            Input = parsed.GetRequiredValue(_input),
            Output = parsed.GetRequiredValue(_output),
            Dtype = parsed.GetValue(_dtype) is { } dtype ? ParseDtype(dtype) : null,
            Exact = Patterns(parsed.GetValue(_exact)),
            Packing = ParsePacking(parsed),
            MaxShardSize = parsed.GetValue(_maxShardSize) is { } size ? ByteSize.Parse(_maxShardSize.Name, size) : null,
            NameMap = parsed.GetValue(_nameMap) is { } map ? NameMap.Load(map) : NameMap.None,
            Keep = Patterns(parsed.GetValue(_keep)),
            Drop = Patterns(parsed.GetValue(_drop)),
            Task = parsed.GetValue(_task) is { } task ? ParseTask(task) : null,
            IsDryRun = parsed.GetValue(_dryRun),
            Overwrite = parsed.GetValue(_overwrite),
        };
        using var progress = new ProgressBar(_host);
        var report = progress.Run(() => new Converter(options, progress, cancellationToken).Run());
        Show(report, options);
        return ExitCode.Success;
    }

    private void Show(ConversionReport report, ConversionOptions options)
    {
        _host.SayEach(report.Warnings);
        var table = new TextTable("tensor", "shape", "from", "to", "bytes before", "bytes after");
        foreach (var tensor in report.Parts.SelectMany(part => part.Plan.Tensors))
        {
            table.AddRow(
                tensor.Source.Name == tensor.Target.Name ? tensor.Source.Name : $"{tensor.Source.Name} -> {tensor.Target.Name}",
                tensor.Target.Shape.ToString(),
                tensor.Source.Dtype.FileName,
                tensor.Target.Dtype.FileName,
                Number(tensor.Source.ByteLength),
                Number(tensor.Target.ByteLength));
        }

        foreach (var matrix in report.Parts.SelectMany(part => part.Plan.Matrices))
        {
            var (source, target) = (matrix.Sources[0], matrix.Targets[0]);
            table.AddRow(
                $"{string.Join(", ", matrix.Sources.Select(tensor => tensor.Name))} -> {matrix.Matrix.Name}",
                target.Shape.ToString(),
                source.Dtype.FileName,
                target.Dtype.FileName,
                Number(matrix.Sources.Sum(tensor => tensor.ByteLength)),
                Number(matrix.Targets.Sum(tensor => tensor.ByteLength)));
        }

        table.Write(_host);
        foreach (var part in report.Parts)
        {
            Show(part, options);
        }

        if (report.Task is { } task)
        {
            _host.Output.WriteLine($"KLUE-baseline checkpoint of task {task.Name()}");
        }

        if (report.Copied.Count > 0)
        {
            _host.Output.WriteLine($"{(options.IsDryRun ? "would copy" : "copied")} {string.Join(", ", report.Copied)}");
        }
    }

    private void Show(ConvertedPart part, ConversionOptions options)
    {
        foreach (var tied in part.Plan.Tied)
        {
            _host.Output.WriteLine($"left out {Quoted.Text(tied.Name)}: the same as {Quoted.Text(tied.SameAs)}");
        }

        if (part.Plan.Dropped.Count > 0)
        {
            _host.Output.WriteLine($"dropped {part.Plan.Dropped.Count} tensors");
        }

        var files = part.Target.Count == 1 ? part.Target[0] : $"{part.Target[0]} and {part.Target.Count - 1} more";
        _host.Output.WriteLine(
            $"{(options.IsDryRun ? "would write" : "wrote")} {files}: {part.Plan.Tensors.Count + part.Plan.Matrices.Sum(matrix => matrix.Targets.Count)} tensors, {Number(part.Plan.BytesBefore)} -> {Number(part.Plan.BytesAfter)} bytes, from {part.Source} ({part.Format})");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static NamePattern[] Patterns(string[]? texts) => [.. (texts ?? []).Select(text => new NamePattern(text))];

    private static Dtype ParseDtype(string text) => text switch
    {
        "f32" => Dtype.F32,
        "f16" => Dtype.F16,
        "bf16" => Dtype.BF16,
        "int8" => Dtype.I8,
        _ => throw new UsageException($"--dtype: expected f32, f16, bf16 or int8, found {Quoted.Text(text)}"),
    };

    private PackingOptions? ParsePacking(ParseResult parsed)
    {
        var dtype = parsed.GetValue(_dtype);
        var (split, texts) = (parsed.GetValue(_split), parsed.GetValue(_calibrate));
        var isInt8 = dtype == "int8";
        if (!isInt8 && (split ?? texts) is not null)
        {
            throw new UsageException($"{(split is null ? _calibrate.Name : _split.Name)} is for --dtype int8");
        }

        if (!isInt8 && !parsed.GetValue(_packed))
        {
            return null;
        }

        var barred = ((Option, bool)[])[(_maxShardSize, parsed.GetValue(_maxShardSize) is not null), (_nameMap, parsed.GetValue(_nameMap) is not null), (_exact, !isInt8 && parsed.GetValue(_exact) is { Length: > 0 })];
        if (Array.Find(barred, option => option.Item2).Item1 is { } given)
        {
            throw new UsageException($"{given.Name} is for plain files, not for packed ones");
        }

        var format = dtype switch
        {
            "int8" => WeightFormat.I8,
            "bf16" => WeightFormat.BF16,
            "f16" => WeightFormat.F16,
            _ => WeightFormat.F32,
        };
        return new PackingOptions(format, ParseSplit(split), texts, Patterns(parsed.GetValue(_exact)));
    }

    private static EncoderSplit ParseSplit(string? text) => text is null ? EncoderSplit.Default
        : EncoderSplit.TryParse(text, out var split) ? split
        : throw new UsageException($"--split: expected splits such as {EncoderSplit.Examples}, found {Quoted.Text(text)}");

    private static KlueTask ParseTask(string text) => KlueTaskNames.TryParse(text, out var task)
        ? task
        : throw new UsageException($"--klue-task: expected one of {string.Join(", ", KlueTaskNames.All)}, found {Quoted.Text(text)}");
}
