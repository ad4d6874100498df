using Klue.Kernels;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>Entities from the label probabilities of tokens, by the rules of HF's <c>TokenClassificationPipeline</c>.</summary>
internal sealed class EntityAggregation(BertTokenizer tokenizer, IReadOnlyList<string> labels, TokenClassificationOptions options)
{
    /// <summary>Reads the entities of one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">Its tokens, [L].</param>
    /// <param name="scores">The probability of each label for each token, [L, labels].</param>
    public IReadOnlyList<Entity> Read(string text, Encoding encoding, float[] scores)
    {
        var tokens = Tokens(text, encoding, scores);
        var entities = options.Aggregation switch
        {
            AggregationStrategy.None => tokens.Select(ToEntity),
            AggregationStrategy.Simple => Groups([.. tokens.Select(token => Label([token], token.Scores.Span, token.Word))]),
            _ => Groups([.. Words(tokens).Select(Label)]),
        };
        return [.. entities.Where(entity => !options.IgnoreLabels.Contains(entity.Label))];
    }

    private List<LabelledToken> Tokens(string text, Encoding encoding, float[] scores)
    {
        var tokens = new List<LabelledToken>(encoding.Count);
        for (var i = 0; i < encoding.Count; i++)
        {
            if (encoding.SpecialTokensMask[i] == 1)
            {
                continue;
            }

            var (start, end) = (encoding.Offsets[i].Start, encoding.Offsets[i].End);
            var isUnknown = encoding.Ids[i] == tokenizer.UnkId;
            var word = isUnknown ? text[start..end] : encoding.Tokens[i];

            // A piece that continues a word has a name longer than its text, by the ##.
            var isSubword = !isUnknown && CodePoints(word) != CodePoints(text.AsSpan(start, end - start));
            tokens.Add(new LabelledToken(i, word, start, end, isSubword, scores.AsMemory(i * labels.Count, labels.Count)));
        }

        return tokens;
    }

    private Entity ToEntity(LabelledToken token)
    {
        var best = Reduction.ArgMax(token.Scores.Span);
        return new Entity(labels[best], token.Scores.Span[best], token.Word, token.Start, token.End, token.Index);
    }

    private static IEnumerable<List<LabelledToken>> Words(List<LabelledToken> tokens)
    {
        List<LabelledToken> word = [];
        foreach (var token in tokens)
        {
            if (word.Count > 0 && !token.IsSubword)
            {
                yield return word;
                word = [];
            }

            word.Add(token);
        }

        yield return word;
    }

    private LabelledSpan Label(List<LabelledToken> word) => Label(
        word,
        options.Aggregation switch
        {
            AggregationStrategy.First => word[0].Scores.Span,
            AggregationStrategy.Max => word.MaxBy(token => token.Scores.Span[Reduction.ArgMax(token.Scores.Span)]).Scores.Span,
            _ => Mean(word),
        },
        tokenizer.JoinTokens(word.Select(token => token.Word)));

    private LabelledSpan Label(List<LabelledToken> tokens, ReadOnlySpan<float> scores, string word)
    {
        var best = Reduction.ArgMax(scores);
        return new LabelledSpan(labels[best], scores[best], word, tokens[0].Start, tokens[^1].End);
    }

    private float[] Mean(List<LabelledToken> word)
    {
        var mean = new float[labels.Count];
        for (var label = 0; label < mean.Length; label++)
        {
            mean[label] = (float)word.Average(token => (double)token.Scores.Span[label]);
        }

        return mean;
    }

    private IEnumerable<Entity> Groups(List<LabelledSpan> spans)
    {
        var first = 0;
        for (var end = 1; end <= spans.Count; end++)
        {
            if (end == spans.Count || spans[end].Begins || spans[end].Type != spans[end - 1].Type)
            {
                yield return Group(spans[first..end]);
                first = end;
            }
        }
    }

    private Entity Group(List<LabelledSpan> spans) => new(
        spans[0].Label[(spans[0].Label.LastIndexOf('-') + 1)..],
        (float)spans.Average(span => (double)span.Score),
        tokenizer.JoinTokens(spans.Select(span => span.Word)),
        spans[0].Start,
        spans[^1].End);

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
