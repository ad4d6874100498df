namespace Klue.Tokenizer.Files;

/// <summary>Writes a file beside its place and moves it there once it is whole, so that no reader ever sees half of it.</summary>
internal static class ReplacedFile
{
    /// <summary>Writes a file; one of that name is replaced.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
