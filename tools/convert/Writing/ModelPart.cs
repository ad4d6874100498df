using Klue.Configuration;
using Klue.Conversion.Sources;

namespace Klue.Conversion.Writing;

/// <summary>
/// A folder of a model: the model's own, and for sentence-transformers those of its modules, each with its weights if it has
/// any and the small files that go along.
/// </summary>
/// <param name="RelativeFolder">Its place in the model's folder; empty for that itself.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Weights">The file or index of its weights; null when it has none.</param>
internal sealed record ModelPart(string RelativeFolder, string Folder, string? Weights)
{
    public const string ConfigFile = "config.json";

    private static readonly string[] Companions =
    [
        ConfigFile, "generation_config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        SentenceTransformersConfig.ModulesFileName, "sentence_bert_config.json", "config_sentence_transformers.json", "README.md", "LICENSE", "LICENSE.txt", "NOTICE",
    ];

    /// <summary>Whether this is the transformer, not a step after it.</summary>
    public bool IsTransformer { get; private init; }

    /// <summary>The small files that are there to go along.</summary>
    public IEnumerable<string> CompanionFiles => Companions.Where(name => File.Exists(Path.Combine(Folder, name)));

    /// <summary>The parts of the model whose folder or weights are named, the transformer first.</summary>
    /// <exception cref="KlueException">There are no weights, or modules.json is no list of plain folders.</exception>
    public static IReadOnlyList<ModelPart> Find(string input)
    {
        var isFolder = Directory.Exists(input);
        var folder = isFolder ? input : Path.GetDirectoryName(Path.GetFullPath(input))!;
        var weights = isFolder ? WeightFiles.TryFind(folder) : input;
        var root = new ModelPart(string.Empty, folder, weights) { IsTransformer = weights is not null };
        var modules = Modules(folder).Select(path => new ModelPart(path, Path.Combine(folder, path), WeightFiles.TryFind(Path.Combine(folder, path)))).ToList();
        if (weights is not null)
        {
            return [root, .. modules];
        }

        // Old folders keep the transformer in a module's folder, the first of them.
        return modules is [{ Weights: not null } transformer, .. var rest]
            ? [transformer with { IsTransformer = true }, root, .. rest]
            : throw WeightFiles.Missing(folder);
    }

    private static IEnumerable<string> Modules(string folder)
    {
        var file = Path.Combine(folder, SentenceTransformersConfig.ModulesFileName);
        return File.Exists(file) ? JsonFile.ReadObjects(file).Select(Module).Where(path => path.Length > 0) : [];
    }

    private static string Module(JsonSection module)
    {
        var path = module.GetString("path");
        return path is "." or ".." || path.AsSpan().IndexOfAny('/', '\\', ':') >= 0 || path.Any(char.IsControl)
            ? throw module.Error("path", "a plain folder name", Quoted.Text(path))
            : path;
    }
}
