using System.Buffers.Binary;
using Klue.Conversion.Pickles;
using Klue.IO;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Torch;

/// <summary>
/// The form before PyTorch 1.6: five pickles one after another (magic number, protocol, properties of the machine, the
/// object, the keys of its storages), then for each storage its number of elements and the elements (pytorch,
/// torch/serialization.py, _legacy_save).
/// </summary>
internal ref struct TorchStream
{
    private const int Protocol = 1001;
    private static readonly Int128 Magic = Int128.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber, null);

    private readonly FilePart _part;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _isCut;
    private int _place;

    private TorchStream(string file, ReadOnlySpan<byte> bytes, bool isCut)
    {
        _part = new FilePart(file);
        _bytes = bytes;
        _isCut = isCut;
    }

    /// <exception cref="TorchFileException">The file breaks a rule.</exception>
    public static TorchContents Read(string file, SafeFileHandle handle, long fileLength)
    {
        // All five together stay below the bound of one; real ones take some ten thousand bytes.
        var bytes = new byte[Math.Min(fileLength, PickleLimits.Bytes)];
        FileReading.ReadExactly(handle, file, 0, bytes);
        var stream = new TorchStream(file, bytes, fileLength > bytes.Length);
        stream.DemandHeader();
        var pickle = stream.Next("object");
        var keys = stream.Next("storage keys");
        return stream.Locate(handle, fileLength, pickle, keys);
    }

    private Pickle Next(string name)
    {
        var pickle = PickleMachine.Run(_part with { Entry = name }, _bytes[_place..], _place, _isCut);
        _place += pickle.Length;
        return pickle;
    }

    // Nothing but what describes the file has a place in the pickles around the object.
    private Pickle NextPlain(string name)
    {
        var pickle = Next(name);
        DemandPlain(name, pickle);
        return pickle;
    }

    private readonly void DemandPlain(string name, Pickle pickle)
    {
        var part = _part with { Entry = name };
        part.Demand(pickle.Foreigns is [], TorchRule.ForeignGlobal, "no names", string.Join(", ", pickle.Foreigns.Take(1).Select(foreign => foreign.Kind)));
        part.Demand(pickle.Storages.All.Count == 0, TorchRule.LegacyHeader, "no storages", $"{pickle.Storages.All.Count}");
    }

    private void DemandHeader()
    {
        var magic = NextPlain("magic number").Value;
        _part.Demand(magic is PickleInteger { Value: var number } && number == Magic, TorchRule.LegacyHeader, "the magic number of PyTorch's files", magic.Kind);
        var protocol = NextPlain("protocol").Value;
        _part.Demand(IsProtocol(protocol), TorchRule.LegacyHeader, $"the protocol {Protocol}", protocol.Kind);

        var properties = NextPlain("machine properties").Value as PickleMap;
        _part.Demand(IsProtocol(properties?.Find("protocol_version")), TorchRule.LegacyHeader, $"the protocol {Protocol} among the machine's properties", "another");
        var order = properties?.Find("little_endian");
        _part.Demand(order == PickleAtom.True, TorchRule.ByteOrder, "True as little_endian", order?.Kind ?? "nothing");
    }

    private static bool IsProtocol(PickleValue? value) => value is PickleInteger { Value: var number } && number == Protocol;

    private readonly TorchContents Locate(SafeFileHandle handle, long fileLength, Pickle pickle, Pickle keys)
    {
        DemandPlain("storage keys", keys);
        if (keys.Value is not PickleList { Items: var items })
        {
            throw _part.Error(TorchRule.LegacyStorages, "a list of storage keys", keys.Value.Kind);
        }

        var places = new Dictionary<TorchStorage, long>();
        long place = _place;
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var item in items)
        {
            var storage = (item is PickleText { Value: var key } ? pickle.Storages.Find(key) : null)
                ?? throw _part.Error(TorchRule.LegacyStorages, "only keys that the object refers to", item.Kind);
            var part = _part with { Entry = $"storage {storage.Key}" };
            var begin = place + sizeof(long);
            part.Demand(
                begin <= fileLength && storage.ByteLength <= fileLength - begin,
                TorchRule.LegacyStorages,
                $"{storage.ByteLength} bytes of elements",
                $"{Math.Max(fileLength - begin, 0)} up to the end of the file");
            FileReading.ReadExactly(handle, _part.File, place, count);
            var stated = BinaryPrimitives.ReadInt64LittleEndian(count);
            part.Demand(stated == storage.Count, TorchRule.LegacyStorages, $"{storage.Count} elements, as the object says", $"{stated}");
            part.Demand(places.TryAdd(storage, begin), TorchRule.LegacyStorages, "each storage once", "it a second time");
            place = begin + storage.ByteLength;
        }

        var missing = pickle.Storages.All.FirstOrDefault(storage => !places.ContainsKey(storage));
        _part.Demand(missing is null, TorchRule.LegacyStorages, $"storage {Quoted.Text(missing?.Key ?? string.Empty)} among the keys", "none");
        string[] warnings = place < fileLength ? [$"{Quoted.Text(_part.File)}: the last {fileLength - place} bytes belong to no storage; they are passed over"] : [];
        return new TorchContents("PyTorch legacy", _part with { Entry = "object" }, pickle, places, warnings);
    }
}
