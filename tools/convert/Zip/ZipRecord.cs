namespace Klue.Conversion.Zip;

/// <summary>One record of a central directory, its name checked and its numbers as they will count; its place not yet.</summary>
internal sealed record ZipRecord(string Name, ushort Flags, uint Checksum, long Length, long HeaderBegin)
{
    /// <summary>Whether the local header leaves checksum and sizes to a descriptor behind the data.</summary>
    public bool HasDescriptor => (Flags & 0x0008) != 0;
}
