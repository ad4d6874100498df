using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Tasks;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>fill-mask</c>: ids to the five likeliest words.</summary>
internal sealed class FillMaskCommand(CommandHost host) : EncoderCommand(
    host,
    "fill-mask",
    "Time ids to the five likeliest words of the one mask in each text. Exported graphs compute the logits of every token, Klue those of the mask.",
    new FillMaskTask(),
    "1x32",
    "ort-plain,ort-fused,ort-mha")
{
    protected override IReadOnlyList<Column<Standing>> Columns => StandingColumns.OfTexts;
}
