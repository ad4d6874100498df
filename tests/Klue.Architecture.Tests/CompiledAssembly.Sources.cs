using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Klue.Architecture.Tests;

/// <summary>Which source files hold which types, as the debug symbols tell.</summary>
internal sealed partial class CompiledAssembly
{
    // Portable PDB's custom debug information for types without a method body; the methods' own records tell of all others.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private MetadataReaderProvider? _symbols;

    /// <summary>Every top-level type with the source files that hold parts of it, generated files in <c>obj/</c> left out.</summary>
    public IEnumerable<(string Type, IReadOnlyList<string> Files)> TopLevelTypes()
    {
        var symbols = OpenSymbols();
        return
        [
            .. from handle in _metadata.TypeDefinitions
               where !_metadata.GetTypeDefinition(handle).IsNested && !IsCompilerGenerated(handle)
               let files = DocumentsOf(handle, symbols)
                   .Select(document => symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/'))
                   .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
                   .Distinct()
               select (SignatureNames.Instance.GetTypeFromDefinition(_metadata, handle, 0), (IReadOnlyList<string>)[.. files]),
        ];
    }

    private MetadataReader OpenSymbols()
    {
        if (_symbols is null && !_image.TryOpenAssociatedPortablePdb(Path, File.OpenRead, out _symbols, out _))
        {
            throw new FileNotFoundException($"'{Path}' has no debug symbols beside it.");
        }

        return _symbols!.GetMetadataReader();
    }

    private IEnumerable<DocumentHandle> DocumentsOf(TypeDefinitionHandle handle, MetadataReader symbols)
    {
        var type = _metadata.GetTypeDefinition(handle);
        foreach (var information in symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation))
        {
            if (symbols.GetGuid(information.Kind) == TypeDefinitionDocuments)
            {
                var blob = symbols.GetBlobReader(information.Value);
                while (blob.RemainingBytes > 0)
                {
                    yield return MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
                }
            }
        }

        foreach (var method in type.GetMethods())
        {
            var documents = symbols.GetMethodDebugInformation(method).GetSequencePoints().Select(point => point.Document);
            foreach (var document in documents.Distinct())
            {
                yield return document;
            }
        }

        foreach (var document in type.GetNestedTypes().SelectMany(nested => DocumentsOf(nested, symbols)))
        {
            yield return document;
        }
    }
}
