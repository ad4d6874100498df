namespace Klue.Conversion.Torch;

/// <summary>The rules that a PyTorch checkpoint can break, in the order in which they are checked.</summary>
internal enum TorchRule
{
    /// <summary>The file is a zip archive of PyTorch 1.6 or later, or the stream of pickles that came before.</summary>
    Format,

    /// <summary>The archive ends with its end record, complete and alone.</summary>
    ZipEndRecord,

    /// <summary>The central directory holds as many well-formed records as the end record says.</summary>
    ZipDirectory,

    /// <summary>Every entry has a plain name of its own under the archive's one top folder.</summary>
    ZipName,

    /// <summary>Every entry is stored: neither compressed nor encrypted.</summary>
    ZipStored,

    /// <summary>Every entry lies inside the file, apart from the others, and its local header agrees with the directory.</summary>
    ZipRange,

    /// <summary>An entry's bytes have the checksum that the directory says.</summary>
    ZipChecksum,

    /// <summary>The archive holds a state dictionary, not a TorchScript program, and its pickle is there.</summary>
    Archive,

    /// <summary>The numbers are little-endian.</summary>
    ByteOrder,

    /// <summary>A legacy file begins with its magic number, its protocol and its machine's properties.</summary>
    LegacyHeader,

    /// <summary>A legacy file lists every storage once and holds its elements.</summary>
    LegacyStorages,

    /// <summary>The pickle ends with its STOP, inside its bytes.</summary>
    PickleEnd,

    /// <summary>Every opcode is one that PyTorch's state dictionaries use.</summary>
    PickleOpcode,

    /// <summary>Every opcode finds the operands that it needs, and every value is of the kind that is needed there.</summary>
    PickleOperand,

    /// <summary>The pickle stays inside the bounds of <see cref="Pickles.PickleLimits"/>.</summary>
    PickleLimit,

    /// <summary>Strings are UTF-8.</summary>
    PickleText,

    /// <summary>Every name that the pickle asks for is one that describes tensors.</summary>
    ForeignGlobal,

    /// <summary>A storage has a plain key, a known element type, and as many bytes as it says.</summary>
    Storage,

    /// <summary>A tensor is a view inside its storage.</summary>
    View,

    /// <summary>The top level is a dictionary of named tensors, or holds one under a known name.</summary>
    StateDictionary,
}
