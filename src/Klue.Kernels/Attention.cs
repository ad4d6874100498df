namespace Klue.Kernels;

/// <summary>
/// Scaled dot-product attention with several heads (Vaswani et al., arXiv 1706.03762) over texts that lie one after
/// another without padding. Each output row depends on its own query and its own text's keys and values alone.
/// </summary>
public static unsafe class Attention
{
    /// <summary>
    /// For each text b and head: softmax(queries keys^T / sqrt(d)) values, d = H / heads. Text b's queries are the rows
    /// queryStarts[b] up to queryStarts[b + 1]; its keys and values are keyCounts[b] rows from keyStarts[b] on. So one
    /// call serves whole texts, texts of which only some rows are asked for, and rows that are no keys.
    /// </summary>
    /// <param name="queries">[R, H].</param>
    /// <param name="keys">[T, H].</param>
    /// <param name="values">[T, H].</param>
    /// <param name="output">
    /// [R, H]; may be the queries themselves, but shares no element with the others. Rows of no text stay as they are.
    /// </param>
    /// <param name="queryStarts">[B + 1], ascending, up to R.</param>
    /// <param name="keyStarts">[B].</param>
    /// <param name="keyCounts">[B]; at least 1 where there are queries.</param>
    /// <param name="heads">Number of heads; divides H.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">
    /// Shapes do not fit together, a text has queries but no keys, or the output lies over keys or values, or over the queries
    /// without being the same.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A text's rows leave the matrices.</exception>
    public static void Compute(
        MatrixView queries,
        MatrixView keys,
        MatrixView values,
        MatrixView output,
        ReadOnlySpan<int> queryStarts,
        ReadOnlySpan<int> keyStarts,
        ReadOnlySpan<int> keyCounts,
        int heads,
        KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfMisfit(queries, keys, values, output, heads);
        ThrowIfOutside(queries.Rows, keys.Rows, queryStarts, keyStarts, keyCounts);
        fixed (float* q = queries, k = keys, v = values, o = output)
        fixed (int* queryStart = queryStarts, keyStart = keyStarts, keyCount = keyCounts)
        {
            var call = new AttentionCall
            {
                Queries = q,
                QueryStride = queries.Stride,
                Keys = k,
                KeyStride = keys.Stride,
                Values = v,
                ValueStride = values.Stride,
                Output = o,
                OutputStride = output.Stride,
                QueryStarts = queryStart,
                KeyStarts = keyStart,
                KeyCounts = keyCount,
                Texts = keyCounts.Length,
                Heads = heads,
                HeadSize = queries.Columns / heads,
            };
            call.Run(options);
        }
    }

    /// <summary>The attention probabilities of one text and head: softmax(queries keys^T / sqrt(d)).</summary>
    /// <param name="queries">[R, d], the columns of one head.</param>
    /// <param name="keys">[T, d], the columns of one head; T is at least 1.</param>
    /// <param name="output">[R, T].</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">Shapes do not fit together, or there are no keys.</exception>
    public static void Probabilities(MatrixView queries, MatrixView keys, MatrixView output, KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (keys.Rows == 0 || keys.Columns == 0 || queries.Columns != keys.Columns || output.Rows != queries.Rows || output.Columns != keys.Rows)
        {
            throw new ArgumentException(
                $"Queries of {queries.Rows} x {queries.Columns} and keys of {keys.Rows} x {keys.Columns} " +
                $"do not give probabilities of {output.Rows} x {output.Columns}.");
        }

        fixed (float* q = queries, k = keys, o = output)
        {
            int first = 0, count = keys.Rows;
            var queryStarts = stackalloc int[] { 0, queries.Rows };
            var call = new AttentionCall
            {
                Queries = q,
                QueryStride = queries.Stride,
                Keys = k,
                KeyStride = keys.Stride,
                Output = o,
                OutputStride = output.Stride,
                QueryStarts = queryStarts,
                KeyStarts = &first,
                KeyCounts = &count,
                Texts = 1,
                Heads = 1,
                HeadSize = queries.Columns,
            };
            call.Run(options);
        }
    }

    private static void ThrowIfMisfit(MatrixView queries, MatrixView keys, MatrixView values, MatrixView output, int heads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (queries.Columns < heads || queries.Columns % heads != 0)
        {
            throw new ArgumentException($"{heads} heads do not divide {queries.Columns} columns.", nameof(heads));
        }

        if (keys.Columns != queries.Columns || values.Columns != queries.Columns || output.Columns != queries.Columns ||
            values.Rows != keys.Rows || output.Rows != queries.Rows)
        {
            throw new ArgumentException(
                $"Queries are {queries.Rows} x {queries.Columns}, keys {keys.Rows} x {keys.Columns}, " +
                $"values {values.Rows} x {values.Columns}, the output {output.Rows} x {output.Columns}.");
        }

        if (output.OverlapsPartly(queries) || output.Overlaps(keys) || output.Overlaps(values))
        {
            throw new ArgumentException("The output lies over keys or values, or over the queries without being the same.", nameof(output));
        }
    }

    private static void ThrowIfOutside(
        int queryRows, int keyRows, ReadOnlySpan<int> queryStarts, ReadOnlySpan<int> keyStarts, ReadOnlySpan<int> keyCounts)
    {
        if (queryStarts.Length != keyCounts.Length + 1 || keyStarts.Length != keyCounts.Length)
        {
            throw new ArgumentException(
                $"There are {queryStarts.Length} query starts, {keyStarts.Length} key starts and {keyCounts.Length} key counts.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(queryStarts[0]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queryStarts[^1], queryRows);
        for (var text = 0; text < keyCounts.Length; text++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(queryStarts[text + 1], queryStarts[text], nameof(queryStarts));
            ArgumentOutOfRangeException.ThrowIfNegative(keyStarts[text]);
            ArgumentOutOfRangeException.ThrowIfNegative(keyCounts[text]);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(keyStarts[text], keyRows - keyCounts[text], nameof(keyStarts));
            if (keyCounts[text] == 0 && queryStarts[text + 1] > queryStarts[text])
            {
                throw new ArgumentException($"Text {text} has queries but no keys.", nameof(keyCounts));
            }
        }
    }
}
