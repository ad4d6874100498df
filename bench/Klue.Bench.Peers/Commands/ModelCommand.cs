using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Tasks;
using Klue.Bench.Results;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using static Klue.Bench.Peers.Contests.StandingColumns;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>model</c>: whole forward passes.</summary>
internal sealed class ModelCommand(CommandHost host) : EncoderCommand(
    host,
    "model",
    "Time the whole encoder, ids to the last hidden state of every token.",
    new EncodingTask(),
    BatchShape.DefaultNames,
    "ort-plain,ort-fused,ort-mha,torch-sdpa")
{
    protected override IReadOnlyList<Column<Standing>> Columns { get; } =
    [
        Of(Label("engine")), Of(Threads), Of(Label("batch")), Of(Label("seq")),
        Of(MedianMilliseconds), Of(TokensPerSecond), Of(Gflops), Of(ShareOfPeak),
        .. Ratios, Of(MinMilliseconds), Of(Runs), .. Agreements,
    ];
}
