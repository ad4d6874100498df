namespace Klue.Tasks.Data;

/// <summary>A data or prediction file is not what its task expects.</summary>
public sealed class TaskDataException : KlueException
{
    internal TaskDataException(DataLocation location, string expected, string found, Exception? innerException = null)
        : base($"{location}: expected {expected}, found {found}", innerException)
    {
        Location = location;
        Expected = expected;
        Found = found;
    }

    /// <summary>Where the fault is.</summary>
    public DataLocation Location { get; }

    /// <summary>What the format asks for there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }
}
