using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// The splits of int8 in an encoder: that of the attention's matrices, and that of the feed-forward part, whose matrices are two
/// thirds of the work and bear coarser weights.
/// </summary>
internal readonly record struct EncoderSplit(BitSplit Attention, BitSplit FeedForward)
{
    /// <summary>What splits look like, for messages.</summary>
    public const string Examples = "255:4 or 255:2/255:4";

    /// <summary>The fastest, which is accurate enough even when every weight is rounded by itself.</summary>
    public static readonly EncoderSplit Default = new(BitSplit.Fast, BitSplit.Fast);

    /// <summary>The split of a matrix.</summary>
    public BitSplit Of(EncoderPlace place) => place is EncoderPlace.Intermediate or EncoderPlace.Output ? FeedForward : Attention;

    /// <summary>Reads what <see cref="ToString"/> writes; one split alone stands for both.</summary>
    public static bool TryParse(string text, out EncoderSplit split)
    {
        split = default;
        var parts = text.Split('/');
        if (parts.Length > 2 || !BitSplit.TryParse(parts[0], out var attention) || !BitSplit.TryParse(parts[^1], out var feedForward))
        {
            return false;
        }

        split = new EncoderSplit(attention, feedForward);
        return true;
    }

    /// <summary>The splits, such as <c>255:4</c>, or <c>255:2/255:4</c> where the two differ.</summary>
    public override string ToString() => Attention == FeedForward ? $"{Attention}" : $"{Attention}/{FeedForward}";
}
