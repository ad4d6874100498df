namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// The table of <c>char.bin</c>: u32 number of categories, their names in 32 bytes each, and one u32
/// <see cref="CharacterCategory"/> for each of the code points U+0000 to U+FFFE.
/// </summary>
internal sealed class CharacterCategories
{
    public const string FileName = "char.bin";

    private const int NameSize = 32;
    private const int TableSize = 0xFFFF;
    private const int MaxCategories = 18;
    private const char Replacement = '�';

    /// <summary>One entry a UTF-16 unit; see the constructor for U+FFFF and the surrogates.</summary>
    private readonly CharacterCategory[] _table;

    private CharacterCategories(string[] names, ReadOnlySpan<uint> table)
    {
        Names = names;

        // MeCab reads U+FFFF one entry past its table, out of the zeros that fill the mapped page.
        _table = new CharacterCategory[TableSize + 1];
        for (var i = 0; i < table.Length; i++)
        {
            _table[i] = new CharacterCategory(table[i]);
        }

        // MeCab knows no character beyond U+FFFF and files them all under U+0000.
        _table.AsSpan(0xD800, 0x800).Fill(_table[0]);
    }

    /// <summary>Category names; the keys of <c>unk.dic</c>.</summary>
    public string[] Names { get; }

    public CharacterCategory Space => _table[' '];

    public static CharacterCategories Read(string folder)
    {
        using var file = MecabFile.Open(folder, FileName);
        if (file.Length < sizeof(uint))
        {
            throw file.Broken($"a file of at least {sizeof(uint)} bytes was expected, {file.Length} were found");
        }

        var count = file.Read<uint>(1)[0];
        if (count is 0 or > MaxCategories)
        {
            throw file.Broken($"1 to {MaxCategories} categories were expected, {count} were found");
        }

        var size = sizeof(uint) + (NameSize * (long)count) + (sizeof(uint) * (long)TableSize);
        if (file.Length != size)
        {
            throw file.Broken($"{size} bytes were expected for {count} categories, {file.Length} were found");
        }

        var names = new string[count];
        Span<byte> name = stackalloc byte[NameSize];
        for (var i = 0; i < names.Length; i++)
        {
            file.ReadBytes(name);
            var end = name.IndexOf((byte)0);
            if (end <= 0)
            {
                throw file.Broken($"the name of category {i} is empty or not closed by a zero byte");
            }

            names[i] = System.Text.Encoding.UTF8.GetString(name[..end]);
        }

        var table = file.Read<uint>(TableSize);
        for (var i = 0; i < table.Length; i++)
        {
            if (new CharacterCategory(table[i]).Main is var main && main >= names.Length)
            {
                throw file.Broken($"U+{i:X4} is of category {main}, but there are only {names.Length} categories");
            }
        }

        return new CharacterCategories(names, table);
    }

    /// <summary>The category of the character that starts at <paramref name="index"/>, and its length in UTF-16 units.</summary>
    public CharacterCategory At(ReadOnlySpan<char> text, int index, out int units)
    {
        var unit = text[index];
        units = 1;
        if (char.IsSurrogate(unit))
        {
            if (!char.IsHighSurrogate(unit) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
            {
                return _table[Replacement];
            }

            units = 2;
        }

        return _table[unit];
    }
}
