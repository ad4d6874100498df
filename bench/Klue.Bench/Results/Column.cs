using System.Globalization;

namespace Klue.Bench.Results;

/// <summary>A column of a table of <typeparamref name="T"/>.</summary>
internal sealed class Column<T>(string name, Func<T, string> text)
{
    /// <summary>A column of numbers in the given form; null leaves the cell empty.</summary>
    public Column(string name, string format, Func<T, double?> value)
        : this(name, row => value(row)?.ToString(format, CultureInfo.InvariantCulture) ?? "")
    {
    }

    /// <summary>The name in the first line.</summary>
    public string Name => name;

    /// <summary>Whether the column stands only in tables for people, not in tab-separated rows.</summary>
    public bool IsForPeopleOnly { get; private init; }

    /// <summary>The same column, but only for people.</summary>
    public Column<T> ForPeopleOnly => new(name, text) { IsForPeopleOnly = true };

    /// <summary>What the column says of a row.</summary>
    public string TextOf(T row) => text(row);
}
