using System.Buffers.Binary;
using Klue.Conversion.Torch;
using Klue.IO;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Zip;

/// <summary>
/// The end record of a zip archive (APPNOTE 4.3.14 to 4.3.16), in its 64-bit form too: where the central directory is and
/// how many records it has.
/// </summary>
internal readonly record struct ZipEnd(long DirectoryBegin, long DirectoryLength, long Count)
{
    private const int Length = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int LongLength = 56;
    private const uint Signature = 0x06054B50;
    private const uint LocatorSignature = 0x07064B50;
    private const uint LongSignature = 0x06064B50;

    /// <summary>Finds the end record, which must be the file's last bytes, and holds it against the file.</summary>
    public static ZipEnd Read(FilePart part, SafeFileHandle handle, long fileLength)
    {
        var tail = new byte[Math.Min(fileLength, Length + LongestComment)];
        FileReading.ReadExactly(handle, part.File, fileLength - tail.Length, tail);
        var place = Find(tail);
        part.Demand(place >= 0, TorchRule.ZipEndRecord, "the end record of a zip archive at the file's end", "none; the file may be cut short");

        var record = tail.AsSpan(place);
        part.Demand(ReadUInt32(record, 4) == 0, TorchRule.ZipEndRecord, "an archive on one disk", "several");
        var end = new ZipEnd(ReadUInt32(record, 16), ReadUInt32(record, 12), ReadUInt16(record, 10));
        var begin = fileLength - tail.Length + place;
        var directoryEnd = begin;
        if (begin >= LocatorLength && ReadLocator(part, handle, begin - LocatorLength) is { } longPlace)
        {
            end = ReadLong(part, handle, longPlace, begin - LocatorLength, end);
            directoryEnd = longPlace;
        }

        part.Demand(
            end.DirectoryBegin <= directoryEnd && end.DirectoryLength == directoryEnd - end.DirectoryBegin,
            TorchRule.ZipEndRecord,
            $"a central directory that ends at byte {directoryEnd}",
            $"one of {end.DirectoryLength} bytes at byte {end.DirectoryBegin}");
        return end;
    }

    // The last place from which the comment's length leads exactly to the end.
    private static int Find(ReadOnlySpan<byte> tail)
    {
        for (var place = tail.Length - Length; place >= 0; place--)
        {
            if (ReadUInt32(tail, place) == Signature && place + Length + ReadUInt16(tail, place + 20) == tail.Length)
            {
                return place;
            }
        }

        return -1;
    }

    // The place of the 64-bit end record, if there is a locator.
    private static long? ReadLocator(FilePart part, SafeFileHandle handle, long place)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        FileReading.ReadExactly(handle, part.File, place, locator);
        if (ReadUInt32(locator, 0) != LocatorSignature)
        {
            return null;
        }

        var longPlace = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        part.Demand(
            ReadUInt32(locator, 4) == 0 && ReadUInt32(locator, 16) <= 1 && longPlace <= (ulong)place && place - (long)longPlace >= LongLength,
            TorchRule.ZipEndRecord,
            "the 64-bit end record before its locator",
            $"it at byte {longPlace}");
        return (long)longPlace;
    }

    private static ZipEnd ReadLong(FilePart part, SafeFileHandle handle, long place, long end, ZipEnd shortForm)
    {
        Span<byte> record = stackalloc byte[LongLength];
        FileReading.ReadExactly(handle, part.File, place, record);
        var rest = BinaryPrimitives.ReadUInt64LittleEndian(record[4..]);
        part.Demand(
            ReadUInt32(record, 0) == LongSignature && rest == (ulong)(end - place - 12) && ReadUInt32(record, 16) == 0 && ReadUInt32(record, 20) == 0,
            TorchRule.ZipEndRecord,
            $"a 64-bit end record from byte {place} to {end}",
            "another");

        var longForm = new ZipEnd(ReadCount(part, record, 48), ReadCount(part, record, 40), ReadCount(part, record, 32));
        part.Demand(
            Agrees(shortForm.DirectoryBegin, longForm.DirectoryBegin, uint.MaxValue)
                && Agrees(shortForm.DirectoryLength, longForm.DirectoryLength, uint.MaxValue)
                && Agrees(shortForm.Count, longForm.Count, ushort.MaxValue),
            TorchRule.ZipEndRecord,
            "end records that agree",
            $"{shortForm} and {longForm}");
        return longForm;
    }

    private static bool Agrees(long shortForm, long longForm, long seeLongForm) => shortForm == longForm || shortForm == seeLongForm;

    private static long ReadCount(FilePart part, ReadOnlySpan<byte> record, int place)
    {
        var count = BinaryPrimitives.ReadUInt64LittleEndian(record[place..]);
        part.Demand(count <= long.MaxValue, TorchRule.ZipEndRecord, "numbers inside the file", $"{count}");
        return (long)count;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> record, int place) => BinaryPrimitives.ReadUInt16LittleEndian(record[place..]);

    private static uint ReadUInt32(ReadOnlySpan<byte> record, int place) => BinaryPrimitives.ReadUInt32LittleEndian(record[place..]);
}
