namespace Klue.Safetensors;

/// <summary>Where a file's data section is kept while the file is open.</summary>
public enum SafetensorsAccess
{
    /// <summary>Read at once into native memory, the data section on a 64-byte boundary; the file is not needed any more.</summary>
    Memory,

    /// <summary>
    /// Mapped into the address space, so that processes share its pages. The file must not be cut or changed while
    /// it is open: the operating system ends a process that touches a page which is gone.
    /// </summary>
    Mapped,

    /// <summary>Left in the file and read when asked for. For loaders that pack each tensor once into their own layout.</summary>
    Streamed,
}
