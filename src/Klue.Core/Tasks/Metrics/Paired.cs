namespace Klue.Tasks.Metrics;

internal static class Paired
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(int predictions, int labels)
    {
        if (predictions != labels)
        {
            throw new ArgumentException($"Expected a prediction for each of the {labels} labels, found {predictions}.", nameof(predictions));
        }
    }
}
