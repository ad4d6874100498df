using Klue.Bench.Peers.Workloads;

namespace Klue.Bench.Peers.Engines;

/// <summary>Rectangles that are run one after another, and where each text's numbers are among theirs.</summary>
internal sealed class PaddedRun(IReadOnlyList<(PaddedBatch Batch, IBatchRun Run)> parts, OutputSize size) : IEngineRun
{
    private readonly Dictionary<int, (int Part, int Row)> _texts = parts
        .SelectMany((part, index) => part.Batch.Places.Select((text, row) => (text, place: (index, row))))
        .ToDictionary(entry => entry.text, entry => entry.place);

    public void Run()
    {
        foreach (var (_, run) in parts)
        {
            run.Run();
        }
    }

    public ReadOnlySpan<float> Output(int text, int token)
    {
        var (part, row) = _texts[text];
        var place = size.IsPerToken ? (row * parts[part].Batch.Length) + token : row;
        return parts[part].Run.Output.Slice(place * size.Width, size.Width);
    }

    public void Dispose()
    {
        foreach (var (_, run) in parts)
        {
            run.Dispose();
        }
    }
}
