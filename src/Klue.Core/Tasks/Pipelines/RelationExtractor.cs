using Klue.Configuration;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Decoding;
using Klue.Tasks.Text;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// RE: how one entity of a sentence stands to another. The model sees both between marks (<see cref="EntityMarkers"/>), which are tokens of
/// their own behind its vocabulary. The answer is all relations with their probabilities, the best first.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-re");
/// var sentence = "홍길동은 1990년 서울에서 태어났다.";
/// var relation = klue.CreateRelationExtractor().Run(MarkedSentence.Of(sentence, 0..3, 11..13))[0];
/// Console.WriteLine($"{relation.Label} {relation.Score:F3}");
/// </code>
/// </example>
public sealed class RelationExtractor : SequenceClassificationPipeline<MarkedSentence, IReadOnlyList<LabelScore>>
{
    private readonly TextEncoder _encoder;
    private readonly IReadOnlyList<string> _labels;
    private readonly bool _truncates;

    /// <summary>Makes the extractor of a model with a sequence classification head of thirty labels.</summary>
    /// <exception cref="InputException">The model has no such head, its labels are not the relations, or it has no room for the marks.</exception>
    public RelationExtractor(BertModel model, BertTokenizer tokenizer, TaskOptions? options = null)
        : base(model, WithMarks(tokenizer), options ??= new TaskOptions(), ScoreFunction.Softmax)
    {
        _encoder = new TextEncoder(Tokenizer, model.Config, options);
        _labels = TaskLabels.Of(model.Config, _ => KlueLabels.Relations, options.LabelOrder);
        _truncates = options.Truncate;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(MarkedSentence input)
    {
        var length = CodePointText.Count(input.Sentence);
        RefuseOutside(input.SubjectEntity.Start, input.SubjectEntity.End, length);
        RefuseOutside(input.ObjectEntity.Start, input.ObjectEntity.End, length);
        if ((input.SubjectEntity.Start, input.SubjectEntity.End) == (input.ObjectEntity.Start, input.ObjectEntity.End))
        {
            throw new InputException("Subject and object are the same characters; expected two entities.");
        }

        var marked = EntityMarkers.Mark(input.Sentence, input.SubjectEntity, input.ObjectEntity);
        var names = Tokenizer.Tokenize(marked);
        if (EntityMarkers.Tokens.Any(mark => names.Count(name => name == mark) != 1))
        {
            throw new InputException("The sentence has entity marks of its own, or an entity lies inside the other.");
        }

        Token[] tokens = [.. EntityMarkers.Fix(marked, names).Select(name => new Token(Tokenizer.Vocabulary.TryGetId(name, out var id) ? id : Tokenizer.UnkId, 0, 0, 0))];
        return tokens.Length + 2 <= _encoder.Limit || _truncates
            ? [TokenSequence.Single(Tokenizer, tokens, _encoder.Limit)]
            : throw _encoder.TooLong(tokens.Length + 2);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LabelScore> Decode(MarkedSentence input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        LabelScore.Ranked(_labels, outputs[0]);

    /// <inheritdoc/>
    protected override int LengthOf(MarkedSentence input) => input.Sentence.Length;

    private static BertTokenizer WithMarks(BertTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.WithSpecialTokens(EntityMarkers.Tokens);
    }

    private static void RefuseOutside(int start, int end, int length)
    {
        if (start < 0 || end < start || end >= length)
        {
            throw new InputException($"An entity lies at characters {start} to {end}; the sentence has {length}.");
        }
    }
}
