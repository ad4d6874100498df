using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Conversion.Packing;
using Klue.Conversion.Sources;
using Klue.IO;

namespace Klue.Conversion.Writing;

/// <summary>
/// Converts a model: everything is read and checked, then written beside what is there, and put in place last. Whatever
/// interrupts it, every file is the old one or the new one, whole.
/// </summary>
internal sealed class Converter(ConversionOptions options, IConversionProgress progress, CancellationToken cancellationToken)
{
    private const int LongestCompanion = 256 << 20;

    private readonly ConversionReport _report = new();

    /// <summary>Does what the options ask.</summary>
    /// <exception cref="KlueException">The input breaks a rule, or a file cannot be written.</exception>
    public ConversionReport Run()
    {
        var parts = ModelPart.Find(options.Input).Where(part => part.IsTransformer || !options.WritesFile);
        var targets = new List<WeightsTarget>();
        using var output = new OutputTransaction();
        foreach (var part in parts)
        {
            if (part.Weights is { } weights)
            {
                targets.Add(Convert(part, weights, output));
            }
            else
            {
                Stage(part, Companions(part, null), output);
            }
        }

        if (!options.IsDryRun)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Commit();
            targets.ForEach(target => target.RemoveFormer());
        }

        return _report;
    }

    private WeightsTarget Convert(ModelPart part, string weights, OutputTransaction output)
    {
        // The small file is read while the large one is opened, each by code that is compiled as it is first used.
        var loading = part.IsTransformer ? Task.Run(() => ModelConfigFile.TryLoad(part.Folder), CancellationToken.None) : null;
        using var source = WeightFiles.Open(weights);
        if (PackedWeights.IsMarked(source))
        {
            throw new UsageException($"{Quoted.Text(weights)}: its weights are packed already; convert the plain model that they were packed from");
        }

        _report.Warnings.AddRange(source.Warnings);
        var config = loading?.GetAwaiter().GetResult();
        var head = part.IsTransformer ? KlueHead.Find(source, options.Task, config) : null;

        // Names and patterns are the transformer's; the steps after it only follow its type.
        var own = part.IsTransformer ? options : options with { NameMap = NameMap.None, Keep = [], Drop = [], Packing = null };
        using var packing = own.Packing is null ? null : new PackedConversion(part, source, own.Packing);
        var plan = ConversionPlan.Make(source, own, config?.TiesDecoder ?? true, packing?.Matrices ?? []);
        var shards = plan.Split(options.MaxShardSize);
        var target = options.WritesFile ? WeightsTarget.File(options.Output) : WeightsTarget.Folder(TargetFolder(part), shards.Count);
        var companions = Companions(part, config?.Adapt(plan, own, head, _report.Warnings).ToArray());
        _report.Task = head?.Task ?? _report.Task;
        _report.Parts.Add(new ConvertedPart(weights, WeightFiles.FormatOf(source), [.. target.Names.Select(target.PathOf)], plan));
        if (part.IsTransformer && config is null && !options.WritesFile)
        {
            _report.Warnings.Add($"{Quoted.Text(part.Folder)} has no {ModelPart.ConfigFile}, and nor will {Quoted.Text(options.Output)}");
        }

        DemandFree(target);
        if (!options.IsDryRun)
        {
            CreateFolder(part);
            progress.Begin(weights, plan.BytesAfter);
            var writer = new WeightsWriter(source, output, progress.Advance, cancellationToken);
            if (packing is null)
            {
                writer.Write(shards, target, plan.Describe(source, own));
            }
            else
            {
                writer.WritePacked(plan, target, plan.Describe(source, own), packing.CreateMaker(cancellationToken));
            }
        }

        Stage(part, companions, output);
        return target;
    }

    // A file that stays where it is and what it is needs no writing.
    private List<Companion> Companions(ModelPart part, ReadOnlyMemory<byte>? config)
    {
        var companions = new List<Companion>();
        if (options.WritesFile)
        {
            return companions;
        }

        foreach (var name in part.CompanionFiles)
        {
            var (path, target) = (Path.Combine(part.Folder, name), Path.Combine(TargetFolder(part), name));
            ReadOnlyMemory<byte> original = FileReading.ReadAll(path, LongestCompanion);
            var content = name == ModelPart.ConfigFile && config is { } adapted ? adapted : original;
            if (Path.GetFullPath(path) != Path.GetFullPath(target) || !content.Span.SequenceEqual(original.Span))
            {
                DemandFree(target);
                companions.Add(new Companion(target, content));
            }
        }

        return companions;
    }

    private void Stage(ModelPart part, List<Companion> companions, OutputTransaction output)
    {
        _report.Copied.AddRange(companions.Select(companion => companion.Target));
        if (options.IsDryRun)
        {
            return;
        }

        CreateFolder(part);
        foreach (var companion in companions)
        {
            output.Add(AtomicFile.Create(companion.Target, companion.Content.Length)).Write(companion.Content.Span);
        }
    }

    private string TargetFolder(ModelPart part) => Path.Combine(options.Output, part.RelativeFolder);

    private void CreateFolder(ModelPart part)
    {
        if (options.WritesFile)
        {
            return;
        }

        var folder = TargetFolder(part);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Writing(folder, exception);
        }
    }

    // Either of the two by which a reader finds weights would leave it unclear which ones are meant.
    private void DemandFree(WeightsTarget target)
    {
        DemandFree(target.PathOf(target.Entrance));
        if (!options.WritesFile)
        {
            DemandFree(target.PathOf(TensorSource.SingleFile));
            DemandFree(target.PathOf(TensorSource.IndexFile));
        }
    }

    private void DemandFree(string path)
    {
        if (!options.Overwrite && File.Exists(path))
        {
            throw new UsageException($"{Quoted.Text(path)} exists; --overwrite replaces it");
        }
    }
}
