namespace Klue.Architecture.Tests;

/// <summary>Names of the base library that a rule keeps out of an assembly; each entry is the beginning of a type's or member's full name.</summary>
internal sealed class ForbiddenNames(IReadOnlyList<string> beginnings)
{
    public static ForbiddenNames Network { get; } = new(["System.Net."]);

    public static ForbiddenNames NativeBinding { get; } = new(
    [
        "System.Runtime.InteropServices.NativeLibrary",
        "System.Runtime.InteropServices.Marshal::GetDelegateForFunctionPointer",
        "System.Runtime.InteropServices.Marshal::GetFunctionPointerForDelegate",
    ]);

    public static ForbiddenNames RuntimeCode { get; } = new(
    [
        "System.Reflection.Emit.",
        "System.Linq.Expressions.",
        "System.Dynamic.",
        "System.Runtime.CompilerServices.CallSite",
        "System.Runtime.Loader.",
        "System.Reflection.Assembly::Load",
        "Microsoft.CSharp.",
    ]);

    /// <summary>
    /// What the runtime knows of Unicode and of cultures changes with its version and with the machine; the tokenizer's
    /// tables are frozen. The invariant culture stays allowed: numbers in error messages are written with it.
    /// </summary>
    public static ForbiddenNames RuntimeUnicode { get; } = new(
    [
        "System.String::Normalize",
        "System.String::IsNormalized",
        "System.String::ToLower",
        "System.String::ToUpper",
        "System.String::Compare(System.String,System.String)",
        "System.String::CompareTo(System.String)",
        "System.String::StartsWith(System.String)",
        "System.String::EndsWith(System.String)",
        "System.String::IndexOf(System.String)",
        "System.String::LastIndexOf(System.String)",
        "System.StringNormalizationExtensions",
        "System.MemoryExtensions::ToLower",
        "System.MemoryExtensions::ToUpper",
        "System.StringComparer::get_CurrentCulture",
        "System.StringComparer::get_InvariantCulture",
        "System.Globalization.CharUnicodeInfo",
        "System.Globalization.CompareInfo",
        "System.Globalization.TextInfo",
        "System.Globalization.StringInfo",
        "System.Globalization.CultureInfo::get_CurrentCulture",
        "System.Globalization.CultureInfo::get_CurrentUICulture",
        "System.Globalization.CultureInfo::GetCultureInfo",
        "System.Globalization.CultureInfo::.ctor",
        "System.Globalization.CultureInfo::get_TextInfo",
        "System.Globalization.CultureInfo::get_CompareInfo",
        .. CharacterClasses("System.Char"),
        .. CharacterClasses("System.Text.Rune"),
    ]);

    /// <summary>The names that the assembly uses and this rule forbids, each with the assembly that uses it.</summary>
    public IEnumerable<string> UsedBy(CompiledAssembly assembly) =>
        from used in assembly.UsedNames
        where beginnings.Any(beginning => used.StartsWith(beginning, StringComparison.Ordinal))
        select $"{assembly.Name} uses {used}";

    private static IEnumerable<string> CharacterClasses(string type) =>
        from member in (string[])
        [
            "ToLower", "ToUpper", "GetUnicodeCategory", "GetNumericValue", "IsControl(", "IsDigit", "IsLetter", "IsLower",
            "IsNumber", "IsPunctuation", "IsSeparator", "IsSymbol", "IsUpper", "IsWhiteSpace",
        ]
        select $"{type}::{member}";
}
