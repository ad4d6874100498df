using Klue.Kernels;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Decoding;
using Klue.Tasks.Text;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// NER: persons, places, organisations, dates, times and quantities, and the tag of every character that KLUE scores. An <c>I-</c> that
/// continues nothing opens no entity, as in KLUE's metric; <see cref="TokenClassificationPipeline"/> groups as Hugging Face does.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("models/klue-mini-ner");
/// var text = "홍길동은 2019년 3월 서울대학교에 입학했다.";
/// foreach (var entity in klue.CreateEntityRecognizer().Run(text).Entities)
/// {
///     Console.WriteLine($"{text[entity.Start..entity.End]} {entity.Label} {entity.Score:F3}");
/// }
/// </code>
/// </example>
public sealed class EntityRecognizer : Pipeline<string, TagScore[], TaggedText>
{
    private static readonly LabelSet Tags = KlueLabels.EntityTags();

    private readonly TaskOptions _options;
    private readonly TextEncoder _encoder;
    private readonly int[] _tags;

    /// <summary>Makes the recogniser of a model with a token classification head of thirteen labels.</summary>
    /// <exception cref="InputException">The model has no such head, or its labels are not the tags.</exception>
    public EntityRecognizer(BertModel model, BertTokenizer tokenizer, TaskOptions? options = null)
        : base(model, tokenizer, options ??= new TaskOptions())
    {
        model.Require(BertHeadKinds.TokenClassification);
        _options = options;
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _tags = [.. TaskLabels.Of(model.Config, KlueLabels.EntityTags, options.LabelOrder).Select(Tags.Id)];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<TagScore[]> outputs, ForwardOptions options)
    {
        // The official code reads the last position of the padded input, too.
        batch = _options.Mode == EvaluationMode.Baseline
            ? PaddedBatch.Of(sequences, Model.Config, _encoder.Limit, readsAllPadding: false)
            : batch;
        using var scores = new RentedFloats(checked(batch.RowCount * _tags.Length));
        Model.TokenClassificationLogits(batch, scores.Span, options);
        var rows = new MatrixView(scores.Span, batch.RowCount, _tags.Length);
        Softmax.Apply(rows, options.Kernels);
        for (var text = 0; text < outputs.Length; text++)
        {
            var first = batch.RowStarts[text];
            outputs[text] = new TagScore[batch.RowStarts[text + 1] - first];
            for (var token = 0; token < outputs[text].Length; token++)
            {
                var best = Reduction.ArgMax(rows.Row(first + token));
                outputs[text][token] = new TagScore(_tags[best], rows.Row(first + token)[best]);
            }
        }
    }

    /// <inheritdoc/>
    protected override TaggedText Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<TagScore[]> outputs)
    {
        var (encoding, output) = (sequences[0], outputs[0]);
        PieceTag[] pieces = [.. Enumerable.Range(0, encoding.Count)
            .Where(token => encoding.SpecialTokensMask[token] == 0)
            .Select(token => new PieceTag(encoding.Offsets[token].Start, encoding.Offsets[token].End, output[token].Tag))];
        var text = new CodePointText(input);
        var all = CleanTagAlignment.ExpandAll(text, pieces);
        int[] tags = [.. all.Where((_, character) => text[character] != ' ')];
        var entities = Entities(input, tags, encoding, output);
        if (_options.Mode == EvaluationMode.Clean)
        {
            return new TaggedText(entities, Names(tags)) { SpaceTags = Names([.. all.Where((_, character) => text[character] == ' ')]) };
        }

        var aligned = Align(input, tags.Length, encoding.Count, output) ?? [output[0].Tag, .. tags, output[^1].Tag];
        return new TaggedText(entities, Names(aligned[1..^1]), Names([aligned[0], aligned[^1]]));
    }

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;

    /// <summary>The tags as KLUE-baseline aligns them, edges included; null where its code fails: on a stretch of [UNK], or with more tags than characters.</summary>
    private int[]? Align(string text, int characters, int tokens, TagScore[] output)
    {
        // No word reads a padding position but the last, which is there when the text does not fill the input.
        var predictions = new int[_encoder.Limit];
        for (var token = 0; token < tokens; token++)
        {
            predictions[token] = output[token].Tag;
        }

        predictions[^1] = output[^1].Tag;
        var aligned = BaselineTagAlignment.Expand([.. text.Split(' ').Select(word => new SplitWord(word, Tokenizer.Tokenize(word)))], predictions);
        if (aligned is not null && aligned.Length - 2 <= characters)
        {
            return aligned;
        }

        _options.Tally?.AddMisaligned();
        return null;
    }

    private static IReadOnlyList<Entity> Entities(string text, int[] tags, Encoding encoding, TagScore[] output) =>
        [.. EntityPlaces.Of(text, tags).Select(place =>
        {
            var score = Enumerable.Range(0, encoding.Count)
                .Where(token => encoding.SpecialTokensMask[token] == 0 && encoding.Offsets[token].Start < place.End && encoding.Offsets[token].End > place.Start)
                .Average(token => (double)output[token].Score);
            return new Entity(place.Type, (float)score, text[place.Start..place.End], place.Start, place.End);
        })];

    private static string[] Names(int[] tags) => Array.ConvertAll(tags, tag => Tags[tag]);
}
