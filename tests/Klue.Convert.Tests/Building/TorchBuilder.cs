using System.Buffers.Binary;

namespace Klue.Convert.Tests.Building;

/// <summary>Writes whole PyTorch files in either form.</summary>
internal static class TorchBuilder
{
    /// <summary>A state dictionary in the zip form.</summary>
    public static byte[] Zip(params IReadOnlyList<BuiltTensor> tensors) => Zip(StateDictionary(tensors, isLegacy: false), tensors);

    /// <summary>Any pickle in the zip form, with the storages of the tensors.</summary>
    public static byte[] Zip(byte[] pickle, params IReadOnlyList<BuiltTensor> tensors)
    {
        var zip = new ZipBuilder(likeTorch: true).Add("archive/data.pkl", pickle);
        foreach (var storage in tensors.Select(tensor => tensor.Storage).Distinct())
        {
            zip.Add($"archive/data/{storage.Key}", storage.Bytes);
        }

        return zip.Add("archive/version", "3\n"u8).ToArray();
    }

    /// <summary>A state dictionary in the legacy form.</summary>
    public static byte[] Legacy(params IReadOnlyList<BuiltTensor> tensors) => Legacy(StateDictionary(tensors, isLegacy: true), tensors);

    /// <summary>Any pickle in the legacy form, with the storages of the tensors.</summary>
    public static byte[] Legacy(byte[] pickle, params IReadOnlyList<BuiltTensor> tensors)
    {
        using var bytes = new MemoryStream();
        var storages = tensors.Select(tensor => tensor.Storage).Distinct().ToList();
        bytes.Write(new PickleBuilder().Raw(0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19).Stop());
        bytes.Write(new PickleBuilder().Integer(1001).Stop());
        bytes.Write(new PickleBuilder().Dictionary(pairs => pairs.Text("protocol_version").Integer(1001).Text("little_endian").Boolean(true)).Stop());
        bytes.Write(pickle);
        var keys = new PickleBuilder().Op(']').Mark();
        storages.ForEach(storage => keys.Text(storage.Key));
        bytes.Write(keys.Op('e').Stop());
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var storage in storages)
        {
            BinaryPrimitives.WriteInt64LittleEndian(count, storage.Count);
            bytes.Write(count);
            bytes.Write(storage.Bytes);
        }

        return bytes.ToArray();
    }

    public static byte[] StateDictionary(IReadOnlyList<BuiltTensor> tensors, bool isLegacy) =>
        new PickleBuilder().Dictionary(pairs => Entries(pairs, tensors, isLegacy)).Stop();

    public static void Entries(PickleBuilder pairs, IReadOnlyList<BuiltTensor> tensors, bool isLegacy = false)
    {
        foreach (var tensor in tensors)
        {
            pairs.Text(tensor.Name).Tensor(tensor, isLegacy);
        }
    }
}
