using System.Text.Json;

namespace Klue.Cli.Input;

/// <summary>
/// One case of <c>klue forward</c>: a padded batch, [B, L], as the golden models' cases.json has them. Null masks, types and
/// positions are the model's own defaults.
/// </summary>
internal sealed class ForwardCase
{
    private readonly string _place;

    private ForwardCase(string file, int index, JsonElement json)
    {
        _place = $"'{file}', case {index}";
        Name = ReadName(Field(json, "name"));
        _place = $"'{file}', case \"{Name}\"";
        InputIds = Rows(json, "input_ids") ?? throw Error("input_ids", "none");
        AttentionMask = SameShape("attention_mask", Rows(json, "attention_mask"));
        TokenTypeIds = SameShape("token_type_ids", Rows(json, "token_type_ids"));
        PositionIds = SameShape("position_ids", Rows(json, "position_ids"));
        IsInformative = Field(json, "informative") is { ValueKind: JsonValueKind.True };
        if (Field(json, "outputs") is { ValueKind: JsonValueKind.Object } outputs)
        {
            MaskedPositions = Rows(outputs, "mlm_positions", mayBeEmpty: true);
            Outputs = Field(outputs, "shape") is { ValueKind: JsonValueKind.Object } shapes
                ? [.. shapes.EnumerateObject().Select(shape => shape.Name)]
                : null;
        }
    }

    /// <summary>The case's name, which begins the names of its outputs.</summary>
    public string Name { get; }

    /// <summary>Token ids, [B, L].</summary>
    public int[][] InputIds { get; }

    /// <summary>0 or 1, [B, L], or null.</summary>
    public int[][]? AttentionMask { get; }

    /// <summary>Segment ids, [B, L], or null.</summary>
    public int[][]? TokenTypeIds { get; }

    /// <summary>Positions, [B, L], or null.</summary>
    public int[][]? PositionIds { get; }

    /// <summary>The pairs [row, column] at which words are predicted, [n, 2], or null.</summary>
    public int[][]? MaskedPositions { get; }

    /// <summary>The outputs that the case asks for by name, or null for all there are.</summary>
    public IReadOnlyList<string>? Outputs { get; }

    /// <summary>Whether the case shows something that implementations do differently, and so is no case to run.</summary>
    public bool IsInformative { get; }

    /// <summary>Number of rows, B.</summary>
    public int RowCount => InputIds.Length;

    /// <summary>Number of columns, L, padding included.</summary>
    public int ColumnCount => InputIds[0].Length;

    /// <summary>Reads a file of cases: an object with an array <c>cases</c>, or the array itself.</summary>
    /// <exception cref="UsageException">The file cannot be read or holds no cases.</exception>
    public static IReadOnlyList<ForwardCase> ReadAll(string file, CommandHost host)
    {
        using var stream = InputFile.Open(file, host);
        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var cases = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var inner) ? inner : root;
            ForwardCase[] read = cases.ValueKind == JsonValueKind.Array
                ? [.. cases.EnumerateArray().Select((json, index) => new ForwardCase(file, index, json))]
                : throw new UsageException($"'{file}': expected an array of cases, found none.");
            var names = new HashSet<string>(StringComparer.Ordinal);
            return Array.Find(read, one => !names.Add(one.Name)) is { } second
                ? throw second.Error("a name of its own", "one before it of the same name")
                : read;
        }
        catch (JsonException exception)
        {
            throw new UsageException($"'{file}': not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>An error about this case.</summary>
    public UsageException Error(string expected, string found) => new($"{_place}: expected {expected}, found {found}.");

    /// <summary>An error of the model about this case.</summary>
    public UsageException Error(KlueException cause) => new($"{_place}: {cause.Message}", cause);

    private static JsonElement? Field(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string ReadName(JsonElement? name)
    {
        try
        {
            return name is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Error("a name", "none");
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException($"{_place}: expected a name, found an unpaired surrogate.", exception);
        }
    }

    private int[][]? Rows(JsonElement json, string name, bool mayBeEmpty = false)
    {
        if (Field(json, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || (value.GetArrayLength() == 0 && !mayBeEmpty))
        {
            throw Error($"{name} to be an array of rows", value.ValueKind == JsonValueKind.Array ? "an empty one" : value.ValueKind.ToString());
        }

        int[][] rows = [.. value.EnumerateArray().Select(row => Row(name, row))];
        return rows.All(row => row.Length == rows[0].Length) ? rows : throw Error($"{name} to have rows of one length", "several");
    }

    private int[] Row(string name, JsonElement row) =>
        row.ValueKind == JsonValueKind.Array && row.EnumerateArray().All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _))
            ? [.. row.EnumerateArray().Select(id => id.GetInt32())]
            : throw Error($"{name} to have rows of whole numbers", row.GetRawText() is { Length: <= 40 } text ? text : "something else");

    private int[][]? SameShape(string name, int[][]? rows) =>
        rows is null || (rows.Length == RowCount && rows[0].Length == ColumnCount)
            ? rows
            : throw Error($"{name} of shape [{RowCount}, {ColumnCount}] as input_ids", $"[{rows.Length}, {rows[0].Length}]");
}
