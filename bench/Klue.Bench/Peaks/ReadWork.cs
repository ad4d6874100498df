using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Klue.Bench.Machines;
using Klue.Kernels;

namespace Klue.Bench.Peaks;

/// <summary>Reads a stretch of memory of its own from end to end, as one vector stream.</summary>
internal sealed class ReadWork : IPeakWork
{
    private const int FewestBytesPerSlice = 32 << 20;
    private const long LeastMemory = 256 << 20;

    private readonly NativeBuffer<ulong> _words;
    private readonly int _passes;

    /// <summary>Reads <paramref name="bytes"/> bytes, several times over in one slice if they are few.</summary>
    public ReadWork(long bytes)
    {
        _words = new NativeBuffer<ulong>((nint)(bytes / sizeof(ulong)));
        _passes = (int)Math.Max(1, FewestBytesPerSlice / bytes);

        // Pages that nobody wrote to are all one page of zeros, which lies in the first-level cache.
        _words.Span.Fill(1);
    }

    /// <summary>What a thread reads of its core's own cache: half of it, or 0 where the machine does not tell its size.</summary>
    public static long CoreCacheBytes { get; } = Caches.OfThisMachine.Private / 2;

    /// <summary>What a thread reads of the last-level cache: four times its second-level cache, or 0 where there is no such level.</summary>
    public static long CacheBytesPerThread { get; } =
        Caches.OfThisMachine is { Private: > 0, Shared: var shared, Private: var own } && shared > 4 * own ? 4 * own : 0;

    public double AmountPerSlice => (double)_words.ByteLength * _passes;

    /// <summary>What a thread reads of memory: together with the others four times what the caches hold.</summary>
    public static long MemoryBytesPerThread(int threads) => Math.Max(LeastMemory, 4 * Caches.OfThisMachine.Shared) / threads;

    public bool RunSlice()
    {
        var isOdd = false;
        for (var pass = 0; pass < _passes; pass++)
        {
            isOdd ^= IsOdd(_words.Span);
        }

        return isOdd;
    }

    public void Dispose() => _words.Dispose();

    // Eight cache lines a round and four accumulators: neither the loop nor the combining may be what takes the time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsOdd(ReadOnlySpan<ulong> words)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(words);
        Vector<ulong> a = default, b = default, c = default, d = default;
        ref var start = ref MemoryMarshal.GetReference(vectors);
        for (nint i = 0; i <= vectors.Length - 8; i += 8)
        {
            a ^= Unsafe.Add(ref start, i) ^ Unsafe.Add(ref start, i + 4);
            b ^= Unsafe.Add(ref start, i + 1) ^ Unsafe.Add(ref start, i + 5);
            c ^= Unsafe.Add(ref start, i + 2) ^ Unsafe.Add(ref start, i + 6);
            d ^= Unsafe.Add(ref start, i + 3) ^ Unsafe.Add(ref start, i + 7);
        }

        return ulong.IsOddInteger(Vector.Sum(a ^ b ^ c ^ d));
    }
}
