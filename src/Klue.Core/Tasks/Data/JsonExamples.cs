namespace Klue.Tasks.Data;

/// <summary>The JSON form of the data sets: an array of objects, each with a <c>guid</c>.</summary>
internal static class JsonExamples
{
    /// <summary>The rows of the array one at a time; a row is valid until the next is asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="member">The member of the file's object that is the array; null when the file itself is the array.</param>
    public static IEnumerable<JsonRow> Rows(string path, string? member = null)
    {
        using var stream = new JsonArrayStream(Utf8Text.Open(path), path, member);
        var any = false;
        while (stream.Next() is { } row)
        {
            any = true;
            yield return row;
        }

        if (!any)
        {
            throw new TaskDataException(new DataLocation(path), "at least one example", "an empty array");
        }
    }

    /// <summary>The rows with their guids, which must not repeat.</summary>
    public static IEnumerable<(string Id, JsonRow Row)> WithGuid(string path)
    {
        var guids = new GuidRegister();
        foreach (var row in Rows(path))
        {
            yield return guids.Register(row);
        }
    }
}
