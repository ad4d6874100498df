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
    /// <exception cref="ObjectDisposedException">The table of words was disposed of.</exception>
    public static void Sum(
        PackedTable words,
        MatrixView types,
        MatrixView positions,
        ReadOnlySpan<int> ids,
        ReadOnlySpan<int> typeIds,
        ReadOnlySpan<int> positionIds,
        MatrixView output,
        KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(words);
        ThrowIfMisfit(words.Rows, words.Columns, ids, output, nameof(words));
        ThrowIfMisfit(types.Rows, types.Columns, typeIds, output, nameof(types));
        ThrowIfMisfit(positions.Rows, positions.Columns, positionIds, output, nameof(positions));
        fixed (float* t = types, p = positions, o = output)
        fixed (int* id = ids, typeId = typeIds, positionId = positionIds)
        {
            var kernel = new Kernel
            {
                Words = words.Singles,
                HalfWords = words.Halves,
                IsBFloat16 = words.Format == WeightFormat.BF16,
                Ids = id,
                Types = new(t, types.Stride, typeId),
                Positions = new(p, positions.Stride, positionId),
                Output = o,
                OutputStride = output.Stride,
                Count = output.Columns,
            };
            RangeDispatch.Run(ref kernel, output.Rows, output.Columns, options);
        }

        GC.KeepAlive(words);
    }

    private static void ThrowIfMisfit(int rows, int columns, ReadOnlySpan<int> ids, MatrixView output, string name)
    {
        if (columns != output.Columns || ids.Length != output.Rows)
        {
            throw new ArgumentException(
                $"The output is {output.Rows} x {output.Columns}; there are {ids.Length} ids into {name} of {columns} columns.", name);
        }

        foreach (var id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)rows, name);
        }
    }

    // One id for each row of the output, all of them rows of the table.
    private readonly struct Lookup(float* table, int stride, int* ids)
    {
        public float* Row(int row) => table + ((nint)ids[row] * stride);
    }

    private struct Kernel : IRangeKernel
    {
        /// <summary>The words as float32; otherwise those of 16 bits.</summary>
        public float* Words;
        public ushort* HalfWords;
        public bool IsBFloat16;
        public int* Ids;
        public Lookup Types;
        public Lookup Positions;
        public float* Output;
        public int OutputStride;
        public int Count;

        public readonly void Scalar(int first, int rows) => Vector<Lanes1>(first, rows);

        [MethodImpl(HotLoop.Compiled)]
        public readonly void Vector<TLanes>(int first, int rows)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            for (var row = first; row < first + rows; row++)
            {
                var output = Output + ((nint)row * OutputStride);
                float* word = Word<TLanes>(row, output), type = Types.Row(row), position = Positions.Row(row);
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

        // A word of 16 bits is widened where its sum will stand.
        private readonly float* Word<TLanes>(int row, float* output)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var place = (nint)Ids[row] * Count;
            if (Words is not null)
            {
                return Words + place;
            }

            if (IsBFloat16)
            {
                Widen<HalfFormats.BFloat16, TLanes>(HalfWords + place, output);
            }
            else
            {
                Widen<HalfFormats.Ieee, TLanes>(HalfWords + place, output);
            }

            return output;
        }

        private readonly void Widen<TFormat, TLanes>(ushort* source, float* output)
            where TFormat : struct, IHalfFormat
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var i = 0;
            for (; i <= Count - TLanes.Count; i += TLanes.Count)
            {
                TFormat.Load<TLanes>(source + i).Store(output + i);
            }

            for (; i < Count; i++)
            {
                TFormat.Load<Lanes1>(source + i).Store(output + i);
            }
        }
    }
}
