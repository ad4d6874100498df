namespace Klue.Server;

/// <summary>The models that are served, in the order in which they were named.</summary>
internal sealed class ModelRegistry : IDisposable
{
    private ModelRegistry(IReadOnlyList<ServedModel> models) => Models = models;

    /// <summary>The models, at least one.</summary>
    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>Loads every folder.</summary>
    /// <exception cref="ServerOptionsException">No folder is named, or two have one name.</exception>
    /// <exception cref="KlueException">A folder cannot be loaded.</exception>
    public static ModelRegistry Load(ServerOptions options)
    {
        if (options.Models.Count == 0)
        {
            throw new ServerOptionsException("No model is named; expected at least one folder.");
        }

        var models = new List<ServedModel>();
        try
        {
            foreach (var folder in options.Models)
            {
                var name = NameOf(folder);
                if (models.FirstOrDefault(model => model.Name == name) is { } other)
                {
                    throw new ServerOptionsException($"'{folder}' and '{other.Model.Folder}' would both be served as '{name}'; expected folders of different names.");
                }

                models.Add(new ServedModel(name, KlueModel.Load(folder, new KlueModelOptions { Kernels = options.Kernels }), options.Kernels));
            }

            return new ModelRegistry(models);
        }
        catch
        {
            Dispose(models);
            throw;
        }
    }

    /// <summary>
    /// The model of that name; without a name the first that has the task's head. For vectors, which need none, a
    /// folder made for sentence embeddings comes before the others. Null if there is none.
    /// </summary>
    public ServedModel? FindFor(ServedTask task, string? name = null)
    {
        if (name is not null)
        {
            return Models.FirstOrDefault(model => model.Name == name);
        }

        var able = Models.Where(model => model.Can(task));
        return task is ServedTask.FeatureExtraction or ServedTask.SentenceSimilarity
            ? able.OrderByDescending(model => model.Model.SentenceTransformers.HasModulesFile).FirstOrDefault()
            : able.FirstOrDefault();
    }

    public void Dispose() => Dispose(Models);

    private static void Dispose(IEnumerable<ServedModel> models)
    {
        foreach (var model in models)
        {
            model.Dispose();
        }
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
