using Klue.IO;

namespace Klue.Tasks.Data;

/// <summary>One example of a task's gold data.</summary>
/// <typeparam name="TSelf">The example type itself.</typeparam>
public interface IExample<TSelf>
    where TSelf : IExample<TSelf>
{
    /// <summary>The id by which predictions refer to the example; unique in its file.</summary>
    string Id { get; }

    /// <summary>Reads the official file format of the task, one example at a time; nothing but the current example is held.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="TaskDataException">The file is not of the format; thrown when the enumeration reaches the fault.</exception>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    static abstract IEnumerable<TSelf> Read(string path);
}
