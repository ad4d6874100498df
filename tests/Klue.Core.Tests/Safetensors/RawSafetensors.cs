using System.Buffers.Binary;
using System.Text;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Writes files of the format by hand, right or wrong, without the code under test.</summary>
internal static class RawSafetensors
{
    public static byte[] Bytes(string header, params ReadOnlySpan<byte> data) => Bytes(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Bytes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file.AsSpan(8));
        data.CopyTo(file.AsSpan(8 + header.Length));
        return file;
    }

    public static string WriteSafetensors(this TemporaryFolder folder, string name, string header, params ReadOnlySpan<byte> data)
    {
        File.WriteAllBytes(folder.File(name), Bytes(header, data));
        return folder.File(name);
    }

    /// <summary>A file whose data section is a hole of zeros, however long.</summary>
    public static string WriteSparseSafetensors(this TemporaryFolder folder, string name, string header, long dataLength)
    {
        using var stream = File.Create(folder.File(name));
        stream.Write(Bytes(header));
        stream.SetLength(stream.Length + dataLength);
        return folder.File(name);
    }
}
