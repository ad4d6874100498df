using System.Runtime.InteropServices;
using System.Text;

namespace Klue.Samples;

/// <summary>
/// A matrix of float32 in NumPy's own format, version 1.0, written row by row: the number of rows is filled in at the end, into a header
/// that has room for it. Until then the file has another name.
/// </summary>
internal sealed class NpyWriter : IDisposable
{
    // The data begin at a multiple of 64 bytes, as NumPy has it.
    private const int HeaderBytes = 128;

    private readonly string _path;
    private readonly int _columns;
    private readonly FileStream _file;

    public NpyWriter(string path, int columns)
    {
        (_path, _columns) = (path, columns);
        _file = new FileStream($"{path}.part", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        WriteHeader();
    }

    /// <summary>How many rows are written.</summary>
    public long Rows { get; private set; }

    public void Write(ReadOnlySpan<float> row)
    {
        _file.Write(MemoryMarshal.AsBytes(row));
        Rows++;
    }

    /// <summary>Gives the file its header and its name.</summary>
    public void Complete()
    {
        _file.Position = 0;
        WriteHeader();
        _file.Dispose();
        File.Move($"{_path}.part", _path, overwrite: true);
    }

    public void Dispose() => _file.Dispose();

    private void WriteHeader()
    {
        var order = BitConverter.IsLittleEndian ? '<' : '>';
        var text = $"{{'descr': '{order}f4', 'fortran_order': False, 'shape': ({Rows}, {_columns}), }}".PadRight(HeaderBytes - 11) + '\n';
        _file.Write([0x93, .. "NUMPY"u8, 1, 0, HeaderBytes - 10, 0]);
        _file.Write(Encoding.ASCII.GetBytes(text));
    }
}
