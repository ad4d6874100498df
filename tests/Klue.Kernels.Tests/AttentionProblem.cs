namespace Klue.Kernels.Tests;

/// <summary>Random queries, keys and values of some texts, and what attention must make of them.</summary>
internal sealed record AttentionProblem
{
    public required float[] Queries { get; init; }

    public required float[] Keys { get; init; }

    public required float[] Values { get; init; }

    public required int[] QueryStarts { get; init; }

    public required int[] KeyStarts { get; init; }

    public required int[] KeyCounts { get; init; }

    public required int Heads { get; init; }

    public required int HeadSize { get; init; }

    public int H { get; init; }

    /// <summary>Texts of the given lengths, every row a query and a key.</summary>
    public static AttentionProblem Whole(int[] lengths, int heads, int headSize)
    {
        var total = lengths.Sum();
        var length = total * heads * headSize;
        int[] starts = [0, .. lengths.Select((_, i) => lengths[..(i + 1)].Sum())];
        return new AttentionProblem
        {
            Queries = Sample.Normal(length, total),
            Keys = Sample.Normal(length, total + 1),
            Values = Sample.Normal(length, total + 2),
            QueryStarts = starts,
            KeyStarts = starts[..^1],
            KeyCounts = lengths,
            Heads = heads,
            HeadSize = headSize,
            H = heads * headSize,
        };
    }

    /// <summary>The text of these rows alone.</summary>
    public AttentionProblem Only(int first, int count) => this with
    {
        Queries = Queries[(first * H)..((first + count) * H)],
        Keys = Keys[(first * H)..((first + count) * H)],
        Values = Values[(first * H)..((first + count) * H)],
        QueryStarts = [0, count],
        KeyStarts = [0],
        KeyCounts = [count],
    };

    public float[] Compute(KernelOptions options)
    {
        int rows = Queries.Length / H, keys = Keys.Length / H;
        var output = new float[Queries.Length];
        Attention.Compute(
            new(Queries, rows, H), new(Keys, keys, H), new(Values, keys, H), new(output, rows, H),
            QueryStarts, KeyStarts, KeyCounts, Heads, options);
        return output;
    }

    /// <summary>Each element as the specification has it.</summary>
    public float[] Expected()
    {
        var output = new float[Queries.Length];
        ForEachRow((row, text) =>
        {
            for (var column = 0; column < H; column++)
            {
                var (weights, sum) = Weigh(row, text, column / HeadSize);
                var total = Specification.SumOfProducts(
                    0f, KeyCounts[text], j => weights[j], j => Values[((KeyStarts[text] + j) * H) + column]);
                output[(row * H) + column] = total / sum;
            }
        });
        return output;
    }

    /// <summary>The weights of one query in one head, and their sum.</summary>
    public (float[] Weights, float Sum) Weigh(int row, int text, int head)
    {
        var scores = new float[KeyCounts[text]];
        for (var j = 0; j < scores.Length; j++)
        {
            int query = (row * H) + (head * HeadSize), key = ((KeyStarts[text] + j) * H) + (head * HeadSize);
            scores[j] = Specification.SumOfProducts(0f, HeadSize, d => Queries[query + d], d => Keys[key + d]);
        }

        return Specification.Weigh(scores, 1f / MathF.Sqrt(HeadSize));
    }

    /// <summary>For each element of the output its weights in float64, not divided by their sum, and its values.</summary>
    public void ForEachContext(Action<int, int, double[], float[]> action) =>
        ForEachRow((row, text) =>
        {
            for (var column = 0; column < H; column++)
            {
                var head = column / HeadSize * HeadSize;
                var rows = Enumerable.Range(KeyStarts[text], KeyCounts[text]).ToArray();
                var weights = rows.Select(key => Math.Exp(Enumerable.Range(head, HeadSize)
                    .Sum(d => (double)Queries[(row * H) + d] * Keys[(key * H) + d]) / Math.Sqrt(HeadSize)));
                action(row, column, [.. weights], [.. rows.Select(key => Values[(key * H) + column])]);
            }
        });

    private void ForEachRow(Action<int, int> action)
    {
        for (var text = 0; text < KeyCounts.Length; text++)
        {
            for (var row = QueryStarts[text]; row < QueryStarts[text + 1]; row++)
            {
                action(row, text);
            }
        }
    }
}
