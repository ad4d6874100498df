using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The sum of a BERT's three embeddings.</summary>
public static unsafe class Embedding
{
    /// <summary>
    /// Row t of <paramref name="output"/> becomes (word[id] + type[typeId]) + position[positionId], added in that
    /// order, as HF's BertEmbeddings does; its LayerNorm is not included.
    /// </summary>
    /// <param name="words">[V, H].</param>
    /// <param name="types">[token types, H].</param>
    /// <param name="positions">[P, H].</param>
    /// <param name="ids">[T], each below V.</param>
    /// <param name="typeIds">[T].</param>
    /// <param name="positionIds">[T], each below P.</param>
    /// <param name="output">[T, H].</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">Shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An id is not a row of its table.</exception>
    public static void Sum(
        MatrixView words,
        MatrixView types,
        MatrixView positions,
        ReadOnlySpan<int> ids,
        ReadOnlySpan<int> typeIds,
        ReadOnlySpan<int> positionIds,
        MatrixView output,
        KernelOptions options)
    {
        ThrowIfMisfit(words, ids, output, nameof(words));
        ThrowIfMisfit(types, typeIds, output, nameof(types));
        ThrowIfMisfit(positions, positionIds, output, nameof(positions));
        fixed (float* w = words, t = types, p = positions, o = output)
        fixed (int* id = ids, typeId = typeIds, positionId = positionIds)
        {
            var kernel = new Kernel
            {
                Words = new(w, words.Stride, id),
                Types = new(t, types.Stride, typeId),
                Positions = new(p, positions.Stride, positionId),
                Output = o,
                OutputStride = output.Stride,
                Count = output.Columns,
            };
            RangeDispatch.Run(ref kernel, output.Rows, output.Columns, options);
        }
    }

    private static void ThrowIfMisfit(MatrixView table, ReadOnlySpan<int> ids, MatrixView output, string name)
    {
        if (table.Columns != output.Columns || ids.Length != output.Rows)
        {
            throw new ArgumentException(
                $"The output is {output.Rows} x {output.Columns}; there are {ids.Length} ids into {name} of {table.Columns} columns.", name);
        }

        foreach (var id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)table.Rows, name);
        }
    }

    // One id for each row of the output, all of them rows of the table.
    private readonly struct Lookup(float* table, int stride, int* ids)
    {
        public float* Row(int row) => table + ((nint)ids[row] * stride);
    }

    private struct Kernel : IRangeKernel
    {
        public Lookup Words;
        public Lookup Types;
        public Lookup Positions;
        public float* Output;
        public int OutputStride;
        public int Count;

        public readonly void Scalar(int first, int rows)
        {
            for (var row = first; row < first + rows; row++)
            {
                float* word = Words.Row(row), type = Types.Row(row), position = Positions.Row(row);
                var output = Output + ((nint)row * OutputStride);
                for (var i = 0; i < Count; i++)
                {
                    output[i] = word[i] + type[i] + position[i];
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Vector<TLanes>(int first, int rows)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            for (var row = first; row < first + rows; row++)
            {
                float* word = Words.Row(row), type = Types.Row(row), position = Positions.Row(row);
                var output = Output + ((nint)row * OutputStride);
                var i = 0;
                for (; i <= Count - TLanes.Count; i += TLanes.Count)
                {
                    (TLanes.Load(word + i) + TLanes.Load(type + i) + TLanes.Load(position + i)).Store(output + i);
                }

                for (; i < Count; i++)
                {
                    output[i] = word[i] + type[i] + position[i];
                }
            }
        }
    }
}
