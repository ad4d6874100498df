using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// The bits of int8 in an encoder: those of the attention's matrices, and those of the feed-forward part, whose matrices are two
/// thirds of the work and bear coarser weights.
/// </summary>
internal readonly record struct EncoderSplit(BitSplit Attention, BitSplit FeedForward)
{
    /// <summary>What is accurate enough when every weight is rounded by itself.</summary>
    public static readonly EncoderSplit Plain = new(BitSplit.U8S7, BitSplit.U8S7);

    /// <summary>What is accurate enough when weights are rounded with error feedback: 7.5 bits of input and 6.5 of weight make the feed-forward part fast.</summary>
    public static readonly EncoderSplit Calibrated = new(BitSplit.U8S7, new BitSplit(180, 45));

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

    /// <summary>The limits, such as <c>255x63</c>, or <c>255x63/167x49</c> where the two differ.</summary>
    public override string ToString() => Attention == FeedForward ? $"{Attention}" : $"{Attention}/{FeedForward}";
}
