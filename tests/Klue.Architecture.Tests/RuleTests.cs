using Klue.Tests;

namespace Klue.Architecture.Tests;

/// <summary>The rules notice what they forbid, shown on this very assembly, which holds <see cref="Offences"/>.</summary>
public sealed class RuleTests : IDisposable
{
    private readonly CompiledAssembly _offender = new(typeof(Offences).Assembly.Location);

    [Fact]
    public void Native_calls_are_seen() => Assert.Equal(
        ["Klue.Architecture.Tests.Offences::Imported -> no-such-library", "calli CDecl delegate*<System.Int32>"],
        _offender.NativeCalls);

    [Fact]
    public void Native_binding_is_seen() => Sees(ForbiddenNames.NativeBinding, "System.Runtime.InteropServices.NativeLibrary::Load(System.String)");

    [Fact]
    public void The_network_is_seen() => Sees(ForbiddenNames.Network, "System.Net.IPAddress::Loopback");

    [Theory]
    [InlineData("System.Linq.Expressions.Expression::Constant(System.Object)")]
    [InlineData("System.Reflection.Emit.DynamicMethod")]
    [InlineData("System.Runtime.CompilerServices.CallSite")]
    [InlineData("Microsoft.CSharp.RuntimeBinder.Binder")]
    public void Code_made_at_run_time_is_seen(string name) => Sees(ForbiddenNames.RuntimeCode, name);

    [Theory]
    [InlineData("System.String::Normalize()")]
    [InlineData("System.String::ToLowerInvariant()")]
    [InlineData("System.String::ToUpper(System.Globalization.CultureInfo)")]
    [InlineData("System.String::StartsWith(System.String)")]
    [InlineData("System.Globalization.CharUnicodeInfo")]
    [InlineData("System.Globalization.CultureInfo::get_CurrentCulture()")]
    [InlineData("System.Char::IsPunctuation(System.Char)")]
    [InlineData("System.Text.Rune::IsLetter(System.Text.Rune)")]
    public void The_runtimes_Unicode_and_cultures_are_seen(string name) => Sees(ForbiddenNames.RuntimeUnicode, name);

    [Fact]
    public void Unsafe_code_is_seen()
    {
        Assert.True(_offender.AllowsUnsafeCode);
        Assert.True(SourceText.IsUnsafe(RepositoryFolder.Find("tests", "Klue.Architecture.Tests", "Offences.cs")));
    }

    [Fact]
    public void Words_in_comments_and_literals_are_not_code() => Assert.Equal(
        ["var", "a", "=", ";", "unsafe", "x", "=", ";"],
        SourceText.CodeOf(""""
            var a = "unsafe \" unsafe"; // unsafe
            /* unsafe
            */ unsafe x = @"unsafe""\"; '"' """unsafe " unsafe"""
            """").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Types_are_found_in_their_files()
    {
        var files = _offender.TopLevelTypes().ToLookup(type => type.Type.Split('.')[^1], type => type.Files.Select(file => Path.GetFileName(file)));
        Assert.Equal(["Offences.cs"], Assert.Single(files[nameof(Offences)]));
        Assert.Equal(["Offences.cs"], Assert.Single(files[nameof(OffenceHelper)]));
        Assert.Equal(["CompiledAssembly.Sources.cs", "CompiledAssembly.cs"], Assert.Single(files[nameof(CompiledAssembly)]).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _offender.Dispose();

    private void Sees(ForbiddenNames rule, string name) => Assert.Contains($"{_offender.Name} uses {name}", rule.UsedBy(_offender));
}
