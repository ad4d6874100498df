namespace Klue.Tasks;

/// <summary>The names under which commands and <c>klue_task</c> of <c>config.json</c> know the tasks.</summary>
public static class KlueTaskNames
{
    private static readonly string[] Names = ["ynat", "sts", "nli", "ner", "re", "dp", "mrc", "wos"];

    /// <summary>Every name, in the order of <see cref="KlueTask"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of <paramref name="task"/>, for example <c>ner</c>.</summary>
    public static string Name(this KlueTask task) => Names[(int)task];

    /// <summary>The task called <paramref name="name"/>; case matters.</summary>
    public static bool TryParse(string? name, out KlueTask task)
    {
        var index = Array.IndexOf(Names, name);
        task = (KlueTask)Math.Max(index, 0);
        return index >= 0;
    }
}
