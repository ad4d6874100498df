namespace Klue.Conversion.Zip;

/// <summary>A stored entry of an archive: its name and where in the file its bytes are.</summary>
internal sealed record ZipEntry(string Name, long Begin, long Length, uint Checksum);
