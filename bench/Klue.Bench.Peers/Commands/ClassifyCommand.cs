using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Tasks;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>classify</c>: what a classifier reads.</summary>
internal sealed class ClassifyCommand(CommandHost host) : EncoderCommand(
    host,
    "classify",
    "Time what a classifier reads: the pooler's output of each text's first token. Klue computes the last layer for that token alone.",
    new ClassificationTask(),
    "1x128",
    "ort-plain,ort-fused,ort-mha")
{
    protected override IReadOnlyList<Column<Standing>> Columns => StandingColumns.OfTexts;
}
