using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Klue.Architecture.Tests;

/// <summary>An assembly's metadata, read without loading it: what it references, calls and declares.</summary>
internal sealed partial class CompiledAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    public CompiledAssembly(string path)
    {
        Path = path;
        _image = new PEReader(File.OpenRead(path));
        _metadata = _image.GetMetadataReader();
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether the compiler was asked for a reproducible build.</summary>
    public bool IsDeterministic => _image.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);

    /// <summary>Whether the compiler was allowed unsafe code; it then marks the module as unverifiable.</summary>
    public bool AllowsUnsafeCode => _metadata.GetCustomAttributes(EntityHandle.ModuleDefinition).Any(handle =>
        _metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
        && NameOf((MemberReferenceHandle)constructor).StartsWith("System.Security.UnverifiableCodeAttribute::", StringComparison.Ordinal));

    /// <summary>The simple names of the referenced assemblies.</summary>
    public IEnumerable<string> References => _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>Every declared type, nested ones included, the compiler's own left out, as <c>Namespace.Type</c> or <c>Namespace.Outer+Inner</c>.</summary>
    public IEnumerable<string> DeclaredTypes => _metadata.TypeDefinitions
        .Where(handle => !IsCompilerGenerated(handle))
        .Select(handle => SignatureNames.Instance.GetTypeFromDefinition(_metadata, handle, 0));

    /// <summary>Every type and member of other assemblies that this one names: <c>Namespace.Type</c> and <c>Namespace.Type::Member(parameters)</c>.</summary>
    public IEnumerable<string> UsedNames =>
    [
        .. _metadata.TypeReferences.Select(handle => SignatureNames.Instance.GetTypeFromReference(_metadata, handle, 0)),
        .. _metadata.MemberReferences.Select(NameOf),
    ];

    /// <summary>Every method that is bound to a native library, and every call through a pointer with a native calling convention.</summary>
    public IEnumerable<string> NativeCalls =>
    [
        .. from handle in _metadata.MethodDefinitions
           let method = _metadata.GetMethodDefinition(handle)
           where method.Attributes.HasFlag(MethodAttributes.PinvokeImpl) || !method.GetImport().Module.IsNil
           let module = method.GetImport().Module
           select $"{NameOf(handle)} -> {(module.IsNil ? "?" : _metadata.GetString(_metadata.GetModuleReference(module).Name))}",
        .. from row in Enumerable.Range(1, _metadata.GetTableRowCount(TableIndex.StandAloneSig))
           let signature = _metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row))
           where signature.GetKind() == StandaloneSignatureKind.Method
           let decoded = signature.DecodeMethodSignature(SignatureNames.Instance, null)
           where decoded.Header.CallingConvention is not (SignatureCallingConvention.Default or SignatureCallingConvention.VarArgs)
           select $"calli {decoded.Header.CallingConvention} {SignatureNames.Instance.GetFunctionPointerType(decoded)}",
    ];

    public void Dispose()
    {
        _symbols?.Dispose();
        _image.Dispose();
    }

    private string NameOf(MemberReferenceHandle handle)
    {
        var member = _metadata.GetMemberReference(handle);
        var parent = member.Parent.Kind switch
        {
            HandleKind.TypeReference => SignatureNames.Instance.GetTypeFromReference(_metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeDefinition => SignatureNames.Instance.GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)member.Parent, 0),
            HandleKind.TypeSpecification => _metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(SignatureNames.Instance, null),
            _ => member.Parent.Kind.ToString(),
        };
        var parameters = member.GetKind() == MemberReferenceKind.Method
            ? $"({string.Join(',', member.DecodeMethodSignature(SignatureNames.Instance, null).ParameterTypes)})"
            : "";
        return $"{parent}::{_metadata.GetString(member.Name)}{parameters}";
    }

    private string NameOf(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        return $"{SignatureNames.Instance.GetTypeFromDefinition(_metadata, method.GetDeclaringType(), 0)}::{_metadata.GetString(method.Name)}";
    }

    // The compiler's names, file-local types included, carry characters that no name in C# may have.
    private bool IsCompilerGenerated(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return _metadata.GetString(type.Name).StartsWith('<') || (type.IsNested && IsCompilerGenerated(type.GetDeclaringType()));
    }
}
