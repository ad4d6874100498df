namespace Klue.Bench.Peers.Workloads;

/// <summary>A rectangle of ids: some of the texts, filled up to the longest.</summary>
internal sealed class PaddedBatch
{
    private const int TextsInOneOfSeveral = 8;

    private PaddedBatch(IReadOnlyList<int[]> texts, IReadOnlyList<int> places)
    {
        Places = places;
        Length = places.Max(place => texts[place].Length);
        IsPadded = places.Any(place => texts[place].Length != Length);
        Ids = new int[places.Count * Length];
        Mask = new int[Ids.Length];
        for (var row = 0; row < places.Count; row++)
        {
            var text = texts[places[row]];
            text.CopyTo(Ids, row * Length);
            Mask.AsSpan(row * Length, text.Length).Fill(1);
        }
    }

    /// <summary>The place of each row's text among all texts.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>Number of texts.</summary>
    public int Rows => Places.Count;

    /// <summary>Tokens of each row, padding included.</summary>
    public int Length { get; }

    /// <summary>Whether any row is filled up.</summary>
    public bool IsPadded { get; }

    /// <summary>Token ids, [rows, length]; 0 where a row is filled up.</summary>
    public int[] Ids { get; }

    /// <summary>1 for tokens, 0 where a row is filled up, [rows, length].</summary>
    public int[] Mask { get; }

    /// <summary>Puts texts into rectangles.</summary>
    public static IReadOnlyList<PaddedBatch> Plan(IReadOnlyList<int[]> texts, Batching batching)
    {
        var places = Enumerable.Range(0, texts.Count);
        var groups = batching switch
        {
            Batching.Padded => [[.. places]],
            Batching.SortedEights => places.OrderBy(place => texts[place].Length).Chunk(TextsInOneOfSeveral),
            Batching.Singles => places.Chunk(1),
            _ => throw new ArgumentOutOfRangeException(nameof(batching), batching, "It has no rectangles."),
        };
        return [.. groups.Select(group => new PaddedBatch(texts, group))];
    }
}
