using System.Runtime.InteropServices;
using Klue.Checkpoints;

namespace Klue.Convert.Tests.Building;

/// <summary>A storage to be written: a key, a type and the bytes of its elements.</summary>
internal sealed record BuiltStorage(string Key, Dtype Dtype, byte[] Bytes)
{
    public long Count => Bytes.Length * 8L / Dtype.BitWidth;

    public string ClassName => Dtype switch
    {
        Dtype.F32 => "FloatStorage",
        Dtype.F64 => "DoubleStorage",
        Dtype.F16 => "HalfStorage",
        Dtype.BF16 => "BFloat16Storage",
        Dtype.I64 => "LongStorage",
        Dtype.I32 => "IntStorage",
        Dtype.U8 => "ByteStorage",
        Dtype.Bool => "BoolStorage",
        _ => throw new ArgumentOutOfRangeException(nameof(Dtype)),
    };

    public static BuiltStorage Of<T>(string key, Dtype dtype, params ReadOnlySpan<T> values)
        where T : unmanaged => new(key, dtype, MemoryMarshal.AsBytes(values).ToArray());
}
