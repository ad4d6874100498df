using System.Buffers.Binary;

namespace Klue.Conversion.Zip;

/// <summary>
/// The checksum of zip archives (CRC-32 of ISO 3309, reflected polynomial 0xEDB88320), eight bytes a step: table k holds
/// what a byte becomes when k more zero bytes follow it.
/// </summary>
internal static class Crc32
{
    private const int Step = 8;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state;
            state = 0;
            for (var i = 0; i < Step; i++)
            {
                state ^= Tables[(Step - 1 - i) * 256 + (byte)(word >> (8 * i))];
            }
        }

        foreach (var value in bytes)
        {
            state = (state >> 8) ^ Tables[(byte)(state ^ value)];
        }

        return ~state;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[Step * 256];
        for (var value = 0u; value < 256; value++)
        {
            var state = value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state >> 1) ^ ((state & 1) * Polynomial);
            }

            tables[value] = state;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        }

        return tables;
    }
}
