using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Klue.Conversion.Torch;

namespace Klue.Conversion.Zip;

/// <summary>The central directory of a zip archive (APPNOTE 4.3.12), record by record.</summary>
internal ref struct ZipDirectory(FilePart part, ReadOnlySpan<byte> bytes)
{
    private const int FixedLength = 46;
    private const uint Signature = 0x02014B50;
    private const ushort LongExtra = 1;

    // Bits 1 and 2 are hints of a compressor, 3 announces a descriptor, 11 says that the name is UTF-8. All others
    // (encryption, patches, masked headers) change what the bytes mean.
    private const ushort HarmlessFlags = 0x080E;

    private ReadOnlySpan<byte> _rest = bytes;

    public bool IsAtEnd => _rest.IsEmpty;

    public ZipRecord ReadNext()
    {
        DemandRoom(FixedLength <= _rest.Length);
        var record = _rest[..FixedLength];
        part.Demand(
            BinaryPrimitives.ReadUInt32LittleEndian(record) == Signature, TorchRule.ZipDirectory, "a record of the central directory", "other bytes in its place");

        var (flags, method) = (UInt16(record, 8), UInt16(record, 10));
        var (nameLength, extraLength, commentLength) = (UInt16(record, 28), UInt16(record, 30), UInt16(record, 32));
        DemandRoom(FixedLength + nameLength + extraLength + commentLength <= _rest.Length);
        var name = Name(_rest.Slice(FixedLength, nameLength));
        var extra = _rest.Slice(FixedLength + nameLength, extraLength);
        _rest = _rest[(FixedLength + nameLength + extraLength + commentLength)..];

        var entry = part with { Entry = name };
        entry.Demand((flags & ~HarmlessFlags) == 0, TorchRule.ZipStored, "an entry that is not encrypted", $"flags 0x{flags:X4}");
        entry.Demand(method == 0, TorchRule.ZipStored, "a stored entry, as PyTorch writes them", $"compression method {method}");

        var sizes = new LongSizes(entry, extra);
        var length = sizes.Take(UInt32(record, 24));
        var compressedLength = sizes.Take(UInt32(record, 20));
        var begin = sizes.Take(UInt32(record, 42));
        entry.Demand(length == compressedLength, TorchRule.ZipStored, "equal sizes of a stored entry", $"{compressedLength} and {length}");
        entry.Demand(UInt16(record, 34) == 0, TorchRule.ZipDirectory, "an archive on one disk", $"disk {UInt16(record, 34)}");
        return new ZipRecord(name, flags, UInt32(record, 16), length, begin);
    }

    private readonly void DemandRoom(bool holds) =>
        part.Demand(holds, TorchRule.ZipDirectory, "records that end with the central directory", "one that is cut short");

    // No name is ever used as a path; one that could lead out of a folder marks a file made to deceive.
    private readonly string Name(ReadOnlySpan<byte> bytes)
    {
        part.Demand(Utf8.IsValid(bytes), TorchRule.ZipName, "entry names in UTF-8", "bytes that are not");
        var name = Encoding.UTF8.GetString(bytes);
        var isPlain = !name.Any(letter => letter == '\\' || char.IsControl(letter))
            && name.TrimEnd('/').Split('/').All(segment => segment is not ("" or "." or ".."));
        part.Demand(isPlain, TorchRule.ZipName, "plain entry names", Quoted.Text(name));
        return name;
    }

    private static ushort UInt16(ReadOnlySpan<byte> record, int place) => BinaryPrimitives.ReadUInt16LittleEndian(record[place..]);

    private static uint UInt32(ReadOnlySpan<byte> record, int place) => BinaryPrimitives.ReadUInt32LittleEndian(record[place..]);

    /// <summary>The 64-bit numbers of an extra field, present for those of the record that have all bits set, in a fixed order (APPNOTE 4.5.3).</summary>
    private ref struct LongSizes(FilePart entry, ReadOnlySpan<byte> extra)
    {
        private ReadOnlySpan<byte> _numbers = Find(extra);

        public long Take(uint shortForm)
        {
            if (shortForm != uint.MaxValue)
            {
                return shortForm;
            }

            entry.Demand(_numbers.Length >= sizeof(ulong), TorchRule.ZipDirectory, "64-bit sizes where the 32-bit ones say so", "none");
            var number = BinaryPrimitives.ReadUInt64LittleEndian(_numbers);
            _numbers = _numbers[sizeof(ulong)..];
            entry.Demand(number <= long.MaxValue, TorchRule.ZipDirectory, "sizes inside the file", $"{number}");
            return (long)number;
        }

        private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra)
        {
            while (extra.Length >= 4)
            {
                var length = Math.Min(UInt16(extra, 2), extra.Length - 4);
                if (UInt16(extra, 0) == LongExtra)
                {
                    return extra.Slice(4, length);
                }

                extra = extra[(4 + length)..];
            }

            return [];
        }
    }
}
