using System.Globalization;

namespace Klue.Bench.Workloads;

/// <summary>Sizes as they are written on the command line, with an x between them.</summary>
internal static class ShapeText
{
    /// <summary>The sizes, or null where <paramref name="text"/> is something else.</summary>
    public static int[]? Sizes(string text)
    {
        var parts = text.Split('x');
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] == 0)
            {
                return null;
            }
        }

        return sizes;
    }
}
