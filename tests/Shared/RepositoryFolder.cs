namespace Klue.Tests;

/// <summary>Folders of the repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    /// <summary>The full path of a folder given by its parts below the root, the folder that holds Klue.sln.</summary>
    public static string Find(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Klue.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Klue.sln.");
        }

        return Path.Combine([folder, .. parts]);
    }
}
