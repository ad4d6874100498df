using Klue.Core.Tests.Tasks;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary>A folder with a small data file of a task, and what goes with it.</summary>
internal sealed class TaskData : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TaskData(KlueTask task, string? content = null)
    {
        Path = _folder.Write("data" + (task is KlueTask.Ner or KlueTask.Dp ? ".tsv" : ".json"), content ?? ExampleFiles.Of(task));
        _folder.Write("ontology.json", """{"관광-종류":["none"],"관광-이름":["none"]}""");
    }

    /// <summary>The data file.</summary>
    public string Path { get; }

    /// <summary>Another file of the folder.</summary>
    public string File(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();
}
