namespace Klue.Tasks.Data;

/// <summary>Where in a data or prediction file something stands.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1, when known. For a JSON array: the line where the element begins.</param>
/// <param name="Id">The example, when known.</param>
public readonly record struct DataLocation(string Path, long? Line = null, string? Id = null)
{
    /// <summary>As error messages show it: <c>'file', line 12, guid 'klue-ner-v1_dev_00003-nsmc'</c>.</summary>
    public override string ToString() =>
        Quoted.Text(Path) + (Line is { } line ? $", line {line}" : "") + (Id is { } id ? $", guid {Quoted.Text(id)}" : "");
}
