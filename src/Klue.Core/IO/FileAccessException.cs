namespace Klue.IO;

/// <summary>A file or folder could not be opened, read or written; the message names it and says why.</summary>
public sealed class FileAccessException : KlueException
{
    internal FileAccessException(string file, string operation, string reason, Exception? innerException = null)
        : base($"{Quoted.Text(file)} cannot be {operation}: {reason}", innerException)
    {
        File = file;
        Operation = operation;
    }

    /// <summary>The path, as it was given.</summary>
    public string File { get; }

    /// <summary>What was tried: <c>read</c> or <c>written</c>.</summary>
    public string Operation { get; }

    /// <summary>Whether an exception of the base library is about a file, and so ours to translate.</summary>
    internal static bool IsFileError(Exception exception) => exception
        is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException
        || (exception is ArgumentException && exception is not ArgumentNullException);

    internal static FileAccessException Reading(string file, Exception cause) => new(file, "read", Reason(file, cause), cause);

    internal static FileAccessException Writing(string file, Exception cause) => new(file, "written", Reason(file, cause), cause);

    private static string Reason(string file, Exception cause) => cause switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException when Directory.Exists(file) => "it is a folder",
        UnauthorizedAccessException => "access is denied",
        ArgumentException or NotSupportedException => "the path is not valid",
        _ => Quoted.Line(cause.Message),
    };
}
