using System.Text.Json;

namespace Klue.Server.Tests;

/// <summary>Reads answers.</summary>
internal static class JsonExpectations
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static float[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetSingle())];
}
