using System.Buffers.Binary;
using System.Text;
using Klue.Conversion.Torch;
using Klue.IO;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Zip;

/// <summary>
/// A zip archive of stored entries, read strictly by its central directory: what two readers could understand in two ways is
/// refused. Nothing is ever unpacked; an entry is a range of the file.
/// </summary>
internal sealed class StoredZip
{
    // Two a storage would be plenty; each costs a name and a record in memory.
    private const int MostEntries = 50_000;
    private const int LongestDirectory = 16 << 20;
    private const int HeaderLength = 30;
    private const uint HeaderSignature = 0x04034B50;

    private readonly FilePart _part;
    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    private StoredZip(string file, SafeFileHandle handle) => (_part, _handle) = (new FilePart(file), handle);

    /// <summary>All entries but folders, in the order of the directory.</summary>
    public IReadOnlyCollection<ZipEntry> Entries => _entries.Values;

    /// <summary>Reads the directory and holds every entry against the file.</summary>
    /// <exception cref="TorchFileException">The archive breaks a rule.</exception>
    public static StoredZip Read(string file, SafeFileHandle handle, long fileLength)
    {
        var zip = new StoredZip(file, handle);
        var end = ZipEnd.Read(zip._part, handle, fileLength);
        zip._part.Demand(end.DirectoryLength <= LongestDirectory, TorchRule.ZipDirectory, $"a central directory of at most {LongestDirectory} bytes", $"{end.DirectoryLength}");
        zip._part.Demand(end.Count <= MostEntries, TorchRule.ZipDirectory, $"at most {MostEntries} entries", $"{end.Count}");

        var bytes = new byte[end.DirectoryLength];
        FileReading.ReadExactly(handle, file, end.DirectoryBegin, bytes);
        var records = ReadRecords(zip._part, bytes, end.Count);
        var free = 0L;
        foreach (var record in records.OrderBy(record => record.HeaderBegin))
        {
            var entry = zip.Locate(record, free, end.DirectoryBegin);
            free = entry.Begin + entry.Length;
            zip.Add(entry);
        }

        return zip;
    }

    public ZipEntry? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>The whole of a small entry, its checksum held against the directory's.</summary>
    /// <exception cref="TorchFileException">The bytes have another checksum.</exception>
    public byte[] ReadAll(ZipEntry entry)
    {
        var bytes = new byte[entry.Length];
        FileReading.ReadExactly(_handle, _part.File, entry.Begin, bytes);
        var checksum = Crc32.Of(bytes);
        (_part with { Entry = entry.Name }).Demand(
            checksum == entry.Checksum, TorchRule.ZipChecksum, $"bytes with the checksum {entry.Checksum:x8}", $"{checksum:x8}; the file is damaged");
        return bytes;
    }

    private static List<ZipRecord> ReadRecords(FilePart part, ReadOnlySpan<byte> bytes, long count)
    {
        var directory = new ZipDirectory(part, bytes);
        var records = new List<ZipRecord>();
        while (!directory.IsAtEnd)
        {
            part.Demand(records.Count < count, TorchRule.ZipDirectory, $"{count} records, as the end record says", "more");
            records.Add(directory.ReadNext());
        }

        part.Demand(records.Count == count, TorchRule.ZipDirectory, $"{count} records, as the end record says", $"{records.Count}");
        return records;
    }

    private void Add(ZipEntry entry)
    {
        if (!entry.Name.EndsWith('/'))
        {
            (_part with { Entry = entry.Name }).Demand(_entries.TryAdd(entry.Name, entry), TorchRule.ZipName, "each name once", "it a second time");
            return;
        }

        (_part with { Entry = entry.Name }).Demand(entry.Length == 0, TorchRule.ZipName, "a folder without data", $"{entry.Length} bytes");
    }

    // PyTorch pads the local header so that the data lie on a 64-byte boundary: where they begin only that header says.
    private ZipEntry Locate(in ZipRecord record, long free, long directoryBegin)
    {
        var part = _part with { Entry = record.Name };
        part.Demand(
            record.HeaderBegin >= free && record.HeaderBegin <= directoryBegin - HeaderLength,
            TorchRule.ZipRange,
            $"its local header between byte {free}, where the entry before ends, and the central directory at {directoryBegin}",
            $"byte {record.HeaderBegin}");

        Span<byte> header = stackalloc byte[HeaderLength];
        FileReading.ReadExactly(_handle, _part.File, record.HeaderBegin, header);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var begin = record.HeaderBegin + HeaderLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        part.Demand(
            begin <= directoryBegin && record.Length <= directoryBegin - begin,
            TorchRule.ZipRange,
            $"data that end before the central directory at byte {directoryBegin}",
            $"{record.Length} bytes from {begin} on");
        part.Demand(
            BinaryPrimitives.ReadUInt32LittleEndian(header) == HeaderSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == record.Flags
                && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == 0
                && (record.HasDescriptor || Agrees(header, record))
                && HasName(record, nameLength),
            TorchRule.ZipRange,
            $"a local header at byte {record.HeaderBegin} that agrees with the directory",
            "another");
        return new ZipEntry(record.Name, begin, record.Length, record.Checksum);
    }

    private static bool Agrees(ReadOnlySpan<byte> header, in ZipRecord record)
    {
        var (length, compressedLength) = (BinaryPrimitives.ReadUInt32LittleEndian(header[22..]), BinaryPrimitives.ReadUInt32LittleEndian(header[18..]));
        return BinaryPrimitives.ReadUInt32LittleEndian(header[14..]) == record.Checksum
            && length == compressedLength
            && (length == record.Length || length == uint.MaxValue);
    }

    private bool HasName(in ZipRecord record, int length)
    {
        var name = new byte[length];
        FileReading.ReadExactly(_handle, _part.File, record.HeaderBegin + HeaderLength, name);
        return name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(record.Name));
    }
}
