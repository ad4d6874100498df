using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>What a model says about one example: a row of a prediction file.</summary>
/// <typeparam name="TSelf">The prediction type itself.</typeparam>
public interface IPrediction<TSelf>
    where TSelf : IPrediction<TSelf>
{
    /// <summary>The <c>guid</c> of the example.</summary>
    string Id { get; }

    /// <summary>Reads the members of a row; members of other names are ignored.</summary>
    /// <param name="id">Its <c>guid</c>.</param>
    /// <param name="row">The row, an object.</param>
    /// <param name="location">Its place, for errors.</param>
    /// <exception cref="TaskDataException">A member is missing or of the wrong type.</exception>
    static abstract TSelf Read(string id, JsonElement row, DataLocation location);

    /// <summary>Writes the members of the row other than <c>guid</c>.</summary>
    void WriteMembers(Utf8JsonWriter writer);
}
