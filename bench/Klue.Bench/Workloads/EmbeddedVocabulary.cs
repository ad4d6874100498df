namespace Klue.Bench.Workloads;

/// <summary>The tokenizer files of klue-mini, which lie beside the executable: a real Korean vocabulary of 8,000 pieces.</summary>
internal static class EmbeddedVocabulary
{
    /// <summary>Where they lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "models", "klue-mini");

    /// <summary>Copies them to a model's folder.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
    }
}
