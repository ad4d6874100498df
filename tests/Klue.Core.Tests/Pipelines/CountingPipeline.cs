using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Core.Tests.Pipelines;

/// <summary>A pipeline as a program could write its own: the number of tokens of a text, without a forward pass.</summary>
internal sealed class CountingPipeline(KlueModel klue, int tokensPerBatch) : Pipeline<string, int, int>(
    klue.Model, klue.Tokenizer, new FeatureExtractionOptions { TokensPerBatch = tokensPerBatch })
{
    private int _batches;

    /// <summary>The most tokens that any batch of several texts had.</summary>
    public int LargestBatch { get; private set; }

    public int Batches => _batches;

    protected override IReadOnlyList<Encoding> Encode(string input) =>
        input == "bad" ? throw new InputException("It is bad.") : [Tokenizer.Encode(input)];

    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<int> outputs, ForwardOptions options)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _batches);
        LargestBatch = batch.TextCount > 1 ? Math.Max(LargestBatch, batch.RowCount) : LargestBatch;
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = sequences[i].Count;
        }
    }

    protected override int Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<int> outputs) => outputs[0];

    protected override int LengthOf(string input) => input.Length;
}
