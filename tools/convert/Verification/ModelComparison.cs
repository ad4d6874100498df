using Klue.CommandLine;
using Klue.Conversion.Sources;
using Klue.Models;
using Klue.Pipelines;

namespace Klue.Conversion.Verification;

/// <summary>Two models of the same shape on the same input.</summary>
internal sealed class ModelComparison
{
    private const int RandomSequences = 64;
    private const int RandomLength = 64;
    private const int Seed = 1;

    private readonly KlueModel _reference;
    private readonly KlueModel _candidate;
    private readonly IReadOnlyList<SampleText> _texts;
    private readonly IReadOnlyList<int[]> _sequences;
    private readonly CancellationToken _cancellationToken;

    /// <exception cref="UsageException">The models cannot read the same ids, or there is nothing to read.</exception>
    public ModelComparison(KlueModel reference, KlueModel candidate, IReadOnlyList<SampleText> texts, CancellationToken cancellationToken)
    {
        (_reference, _candidate, _texts, _cancellationToken) = (reference, candidate, texts, cancellationToken);
        if (!reference.Config.HasSameLimits(candidate.Config) || reference.Config.HiddenSize != candidate.Config.HiddenSize)
        {
            throw new UsageException($"{Quoted.Text(reference.Folder)} and {Quoted.Text(candidate.Folder)} are models of different sizes; expected the same vocabulary, positions and hidden size");
        }

        _sequences = texts.Count > 0 ? [.. texts.Select(text => TextBatches.Encode(reference.Tokenizer, reference.Config, text))] : RandomIds();
    }

    /// <summary>What can be measured of the models' heads and the texts, by name.</summary>
    public IEnumerable<(string Name, double Value)> Run()
    {
        yield return ("texts", _sequences.Count);
        var tokens = new TokenAgreement(_reference.Config.HiddenSize);
        foreach (var batch in TextBatches.Make(_reference.Config, _sequences))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            tokens.Add(Hidden(_reference, batch), Hidden(_candidate, batch));
        }

        yield return ("tokens", tokens.Count);
        yield return ("largest absolute error", tokens.LargestError);
        yield return ("mean token cosine", tokens.MeanCosine);
        yield return ("lowest token cosine", tokens.LowestCosine);
        foreach (var measure in Heads())
        {
            yield return measure;
        }
    }

    private IEnumerable<(string Name, double Value)> Heads()
    {
        var heads = _reference.Model.Heads & _candidate.Model.Heads;
        if (heads.HasFlag(BertHeadKinds.MaskedLanguageModel) && _reference.HasTokenizer)
        {
            var mask = new MiddleMask(_reference.Tokenizer.MaskId);
            yield return ("fill-mask agreement, %", Percent(mask.Guesses(_reference.Model, _sequences), mask.Guesses(_candidate.Model, _sequences)));
        }

        if (heads.HasFlag(BertHeadKinds.SequenceClassification) && _texts.Count > 0)
        {
            var (left, right) = (Labels(_reference), Labels(_candidate));
            yield return ("label agreement, %", Percent(left, right));
            if (_texts.All(text => text.Label is not null))
            {
                string?[] gold = [.. _texts.Select(text => text.Label)];
                yield return ("accuracy of A, %", Percent(gold, left));
                yield return ("accuracy of B, %", Percent(gold, right));
            }
        }

        if (heads.HasFlag(BertHeadKinds.TokenClassification))
        {
            yield return ("token label agreement, %", Percent(TokenLabels(_reference.Model), TokenLabels(_candidate.Model)));
        }

        if (_texts.Count > 0 && _texts.All(text => text.Pair is not null) && heads == BertHeadKinds.None)
        {
            var differences = Similarities(_reference).Zip(Similarities(_candidate), (left, right) => Math.Abs(left - right)).ToList();
            yield return ("mean difference of similarities", differences.Average());
            yield return ("largest difference of similarities", differences.Max());
        }
    }

    private IReadOnlyList<int[]> RandomIds()
    {
        var random = new Random(Seed);
        var config = _reference.Config;
        return [.. Enumerable.Range(0, RandomSequences).Select(_ => Enumerable.Range(0, Math.Min(RandomLength, config.MaxTokens)).Select(_ => random.Next(config.PadTokenId + 1, config.VocabSize)).ToArray())];
    }

    private static float[] Hidden(KlueModel model, TokenBatch batch)
    {
        var hidden = new float[batch.RowCount * model.Config.HiddenSize];
        model.Model.Forward(batch, hidden);
        return hidden;
    }

    private List<int> TokenLabels(BertModel model)
    {
        var labels = new List<int>();
        foreach (var batch in TextBatches.Make(model.Config, _sequences))
        {
            var logits = new float[batch.RowCount * model.Config.Labels.Count];
            model.TokenClassificationLogits(batch, logits);
            labels.AddRange(logits.Chunk(model.Config.Labels.Count).Select(row => MiddleMask.Largest(row)));
        }

        return labels;
    }

    private string?[] Labels(KlueModel model)
    {
        var pipeline = model.CreateTextClassification(new TextClassificationOptions { Truncate = true });
        return [.. pipeline.Run([.. _texts.Select(text => new TextPair(text.Text, text.Pair))], _cancellationToken).Select(result => result[0].Label)];
    }

    private IEnumerable<double> Similarities(KlueModel model)
    {
        var embeddings = model.Embed([.. _texts.SelectMany(text => (string[])[text.Text, text.Pair!])]);
        return embeddings.Chunk(2).Select(pair => (double)Similarity.Between(pair[0].Vector.Span, pair[1].Vector.Span));
    }

    private static double Percent<T>(IReadOnlyCollection<T> left, IReadOnlyCollection<T> right) =>
        100.0 * left.Zip(right).Count(pair => EqualityComparer<T>.Default.Equals(pair.First, pair.Second)) / left.Count;
}
