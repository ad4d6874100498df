using System.Text.Json;
using Klue.Core.Tests.Tasks;

namespace Klue.Core.Tests.Models;

/// <summary>One input of a golden model, and how near PyTorch's float32 came to float64 in each output.</summary>
internal sealed record GoldenModelCase(
    string Name,
    int[][] InputIds,
    int[][]? AttentionMask,
    int[][]? TokenTypeIds,
    bool IsInformative,
    IReadOnlyDictionary<string, double> Float32Errors,
    IReadOnlyDictionary<string, int[]> Shapes,
    (int Row, int Column)[] MlmPositions)
{
    public int Length => InputIds[0].Length;

    public static GoldenModelCase Read(JsonElement item) => Read(item, item.GetProperty("outputs"), item.Text("name"));

    /// <summary>The case as it comes out of rounded weights: the same input, errors of its own.</summary>
    public GoldenModelCase WithOutputs(JsonElement outputs) => this with { Float32Errors = Errors(outputs), Shapes = ReadShapes(outputs), MlmPositions = Positions(outputs) };

    /// <summary>1 where the token is read, 0 where it is padding.</summary>
    public int Mask(int row, int column) => AttentionMask is null ? 1 : AttentionMask[row][column];

    private static GoldenModelCase Read(JsonElement item, JsonElement outputs, string name) => new(
        name,
        Matrix(item, "input_ids")!,
        Matrix(item, "attention_mask"),
        Matrix(item, "token_type_ids"),
        item.TryGetProperty("informative", out var informative) && informative.GetBoolean(),
        Errors(outputs),
        ReadShapes(outputs),
        Positions(outputs));

    private static int[][]? Matrix(JsonElement item, string name) => item.GetProperty(name) is { ValueKind: JsonValueKind.Array } rows
        ? [.. rows.EnumerateArray().Select(row => row.Integers())]
        : null;

    private static Dictionary<string, double> Errors(JsonElement outputs) => outputs.GetProperty("float32_error").EnumerateObject()
        .ToDictionary(error => error.Name, error => error.Value.GetProperty("max_abs").GetDouble());

    private static Dictionary<string, int[]> ReadShapes(JsonElement outputs) => outputs.GetProperty("shape").EnumerateObject()
        .ToDictionary(shape => shape.Name, shape => shape.Value.Integers());

    private static (int, int)[] Positions(JsonElement outputs) => outputs.TryGetProperty("mlm_positions", out var positions)
        ? [.. positions.EnumerateArray().Select(position => position.Integers()).Select(position => (position[0], position[1]))]
        : [];
}
