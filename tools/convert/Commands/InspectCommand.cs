using System.CommandLine;
using System.Globalization;
using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Conversion.Inspection;
using Klue.Conversion.Sources;

namespace Klue.Conversion.Commands;

/// <summary><c>klue-convert inspect FILE|FOLDER</c>: what weights of any format hold.</summary>
internal sealed class InspectCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Argument<string> _input = new("INPUT") { Description = "A file of weights, an index of shards, or a model folder" };

    public InspectCommand(CommandHost host)
        : base("inspect", "Lists the tensors of a checkpoint with statistics and hashes; returns 2 for a file that is refused.")
    {
        _host = host;
        Add(_input);
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetRequiredValue(_input), cancellationToken)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-convert inspect pytorch_model.bin"];

    private int Run(string input, CancellationToken cancellationToken)
    {
        using var source = WeightFiles.Open(input);
        _host.SayEach(source.Warnings);

        var table = new TextTable("tensor", "dtype", "shape", "bytes", "minimum", "maximum", "mean", "deviation", "NaN", "infinite", "sha256");
        foreach (var tensor in source.Tensors)
        {
            var summary = TensorInspection.Summarize(source, tensor, cancellationToken);
            table.AddRow([tensor.Name, tensor.Dtype.FileName, tensor.Shape.ToString(), Number(tensor.ByteLength), .. Cells(summary.Statistics), summary.Sha256]);
        }

        table.Write(_host);
        foreach (var storage in WeightFiles.SharedStoragesOf(source))
        {
            _host.Output.WriteLine($"{(storage.IsTied ? "tied" : "share memory")}: {string.Join(", ", storage.Tensors.Select(Quoted.Text))}");
        }

        foreach (var (key, value) in WeightFiles.MetadataOf(source).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _host.Output.WriteLine($"metadata {Quoted.Text(key)}: {Quoted.Text(value)}");
        }

        _host.Output.WriteLine($"{source.Path}: {WeightFiles.FormatOf(source)}, {source.Tensors.Count} tensors, {Number(source.Tensors.Sum(tensor => tensor.ByteLength))} bytes");
        return ExitCode.Success;
    }

    private static string[] Cells(TensorStatistics? statistics)
    {
        const string Nothing = "-";
        if (statistics is null)
        {
            return [Nothing, Nothing, Nothing, Nothing, Nothing, Nothing];
        }

        string[] range = statistics.HasRange
            ? [Real(statistics.Minimum), Real(statistics.Maximum), Real(statistics.Mean), Real(statistics.StandardDeviation)]
            : [Nothing, Nothing, Nothing, Nothing];
        return [.. range, Number(statistics.NaNs), Number(statistics.Infinities)];
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Real(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
