using Klue.Configuration;

namespace Klue.Tasks.Data;

/// <summary>Where the official data sets keep their files.</summary>
public static class TaskFiles
{
    private const string FileMap = "file_map.json";

    /// <summary>The official name of the task's data set, which is that of its folder, for example <c>klue-nli-v1.1</c>.</summary>
    public static string DataSet(KlueTask task) => (task is KlueTask.Ynat or KlueTask.Wos ? "" : "klue-") + task.Name() + "-v1.1";

    /// <summary>The official name of the task's development set, for example <c>klue-nli-v1.1_dev.json</c>.</summary>
    public static string DevelopmentSet(KlueTask task) => $"{DataSet(task)}_dev.{(task is KlueTask.Ner or KlueTask.Dp ? "tsv" : "json")}";

    /// <summary>
    /// The development set of a task in a folder: in itself, or in its folder of the data set's name. A <c>file_map.json</c> there, with
    /// <c>dev</c> as a key, names another file.
    /// </summary>
    /// <returns>The file; null where there is none.</returns>
    /// <exception cref="ConfigurationException">A <c>file_map.json</c> is not strict JSON, or its <c>dev</c> no name.</exception>
    public static string? FindDevelopmentSet(string folder, KlueTask task)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var own = Path.Combine(folder, DataSet(task));
        string?[] places = [Path.Combine(folder, DevelopmentSet(task)), Mapped(own), Path.Combine(own, DevelopmentSet(task))];
        return Array.Find(places, File.Exists);
    }

    private static string? Mapped(string folder)
    {
        var map = Path.Combine(folder, FileMap);
        return File.Exists(map) && JsonFile.ReadObject(map).GetNullableString("dev") is { } name ? Path.Combine(folder, name) : null;
    }
}
