using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Rows to columns, for the packing of weights and keys.</summary>
internal static unsafe class Transposition
{
    private const int Block = 4;

    /// <summary>destination[c][r] = source[r][c], for r below <paramref name="rows"/> and c below <paramref name="columns"/>.</summary>
    [MethodImpl(HotLoop.Compiled)]
    public static void Transpose(
        float* source, nint sourceStride, float* destination, nint destinationStride, int rows, int columns)
    {
        var blockRows = Sse.IsSupported || AdvSimd.Arm64.IsSupported ? rows - (rows % Block) : 0;
        var blockColumns = columns - (columns % Block);
        for (var row = 0; row < blockRows; row += Block)
        {
            var from = source + (row * sourceStride);
            var to = destination + row;
            for (var column = 0; column < blockColumns; column += Block)
            {
                TransposeBlock(from, sourceStride, to, destinationStride);
                from += Block;
                to += Block * destinationStride;
            }
        }

        Copy(source, sourceStride, destination, destinationStride, 0, blockRows, blockColumns, columns);
        Copy(source, sourceStride, destination, destinationStride, blockRows, rows, 0, columns);
    }

    private static void Copy(
        float* source, nint sourceStride, float* destination, nint destinationStride,
        int firstRow, int endRow, int firstColumn, int endColumn)
    {
        for (var row = firstRow; row < endRow; row++)
        {
            for (var column = firstColumn; column < endColumn; column++)
            {
                destination[(column * destinationStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    // Pairs of rows interleaved, and then pairs of pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + sourceStride);
        var c = Vector128.Load(source + (2 * sourceStride));
        var d = Vector128.Load(source + (3 * sourceStride));
        var acLow = InterleaveLow(a, c);
        var acHigh = InterleaveHigh(a, c);
        var bdLow = InterleaveLow(b, d);
        var bdHigh = InterleaveHigh(b, d);
        InterleaveLow(acLow, bdLow).Store(destination);
        InterleaveHigh(acLow, bdLow).Store(destination + destinationStride);
        InterleaveLow(acHigh, bdHigh).Store(destination + (2 * destinationStride));
        InterleaveHigh(acHigh, bdHigh).Store(destination + (3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);
}
