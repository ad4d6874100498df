using System.Buffers.Binary;
using System.Text;

namespace Klue.Bench.Peers.Torch;

/// <summary>The dynamic symbols of a 64-bit little-endian shared library, and the versions it asks of others (ELF gABI; LSB "Symbol versioning").</summary>
internal sealed class ElfImage
{
    private const uint DynamicSymbols = 11;
    private const uint SymbolVersions = 0x6fffffff;
    private const uint VersionNeeds = 0x6ffffffe;
    private const int SymbolSize = 24;
    private const ushort UnversionedSymbol = 1;
    private const byte WeakFlag = 2;

    private readonly byte[] _bytes;
    private readonly int _sectionHeaders;
    private readonly int _sectionHeaderSize;
    private readonly int _sectionCount;
    private readonly int _names;

    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        (_sectionHeaders, _sectionHeaderSize, _sectionCount) = (Offset(0x28), Half(0x3A), Half(0x3C));
        _names = Offset(_sectionHeaders + (Section(DynamicSymbols).Link * _sectionHeaderSize) + 0x18);
    }

    /// <summary>Gives a symbol another name, no longer than its own, that is looked for without a version.</summary>
    public void Rename(string symbol, string newName)
    {
        var (symbols, length, _) = Section(DynamicSymbols);
        var versions = Section(SymbolVersions).Begin;
        for (var index = 0; index < length / SymbolSize; index++)
        {
            var name = Word(symbols + (index * SymbolSize));
            if (IsNamed(name, symbol))
            {
                Encoding.ASCII.GetBytes(newName + "\0").CopyTo(_bytes, _names + name);
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(versions + (index * sizeof(ushort))), UnversionedSymbol);
            }
        }
    }

    /// <summary>Lets the library load where another one lacks a version that this one asks for.</summary>
    public void MakeWeak(string version)
    {
        var need = Section(VersionNeeds).Begin;
        for (var next = 1; next != 0; need += next)
        {
            var entry = need + Word(need + 8);
            for (var left = Half(need + 2); left > 0; left--)
            {
                if (IsNamed(Word(entry + 8), version))
                {
                    _bytes[entry + 4] |= WeakFlag;
                }

                entry += Word(entry + 12);
            }

            next = Word(need + 12);
        }
    }

    private (int Begin, int Length, int Link) Section(uint type)
    {
        for (var index = 0; index < _sectionCount; index++)
        {
            var header = _sectionHeaders + (index * _sectionHeaderSize);
            if ((uint)Word(header + 4) == type)
            {
                return (Offset(header + 0x18), Offset(header + 0x20), Word(header + 0x28));
            }
        }

        throw new InvalidDataException($"The library has no section of type {type:x}.");
    }

    private bool IsNamed(int name, string expected) => _bytes.AsSpan(_names + name).StartsWith(Encoding.ASCII.GetBytes(expected + "\0"));

    private ushort Half(int place) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(place));

    private int Word(int place) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(place));

    private int Offset(int place) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(place)));
}
