using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>What a pipeline has read so far. Any number of threads may add to one.</summary>
internal sealed class ReadingTally
{
    private long _tokens;
    private int _cut;
    private int _misaligned;

    /// <summary>The tokens of all sequences, special ones included.</summary>
    public long Tokens => _tokens;

    /// <summary>Sequences that were cut because they were too long.</summary>
    public int Cut => _cut;

    /// <summary>Texts on which the official alignment of tokens and characters fails.</summary>
    public int Misaligned => _misaligned;

    public void Add(ReadOnlySpan<Encoding> sequences)
    {
        var (tokens, cut) = (0L, 0);
        foreach (var sequence in sequences)
        {
            tokens += sequence.Count;
            cut += sequence.Overflow.IsEmpty ? 0 : 1;
        }

        Interlocked.Add(ref _tokens, tokens);
        Interlocked.Add(ref _cut, cut);
    }

    public void AddMisaligned() => Interlocked.Increment(ref _misaligned);
}
