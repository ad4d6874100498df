namespace Klue.Bench.Serving;

/// <summary>What came back for many requests.</summary>
internal sealed class Replies(IReadOnlyList<Reply> replies)
{
    private const int Ok = 200;
    private const int TooMany = 429;

    /// <summary>Requests.</summary>
    public int Count => replies.Count;

    /// <summary>Those answered 200.</summary>
    public int Answered => replies.Count(reply => reply.Status == Ok);

    /// <summary>Those answered 429.</summary>
    public int Rejected => replies.Count(reply => reply.Status == TooMany);

    /// <summary>All others.</summary>
    public int Failed => Count - Answered - Rejected;

    /// <summary>The time below which so many of the answered ones stayed.</summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share) => Percentile([.. replies.Where(reply => reply.Status == Ok).Select(reply => reply.Milliseconds)], share);

    /// <summary>The value below which so many values stay; not a number when there are none.</summary>
    /// <param name="values">The values.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : values[(int)Math.Ceiling(share * (values.Length - 1))];
    }
}
