using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Decoding;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// MRC: the answer to a question in a passage of any length, or none, windowed and chosen as KLUE's evaluation does it (the SQuAD 2.0 recipe of
/// transformers 3.5). <see cref="QuestionAnsweringPipeline"/> answers as Hugging Face's pipeline does.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-mrc");
/// var answer = klue.CreateQuestionAnswerer().Run(new Question("가나 회사가 세워진 해는?", "가나 회사는 2001년 세워졌다."));
/// Console.WriteLine(answer.Text.Length > 0 ? answer.Text : "no answer");
/// </code>
/// </example>
public sealed class QuestionAnswerer : Pipeline<Question, SpanLogits, DecodedAnswer>
{
    private readonly QuestionAnswererOptions _options;
    private readonly int _windowLength;

    /// <summary>Makes the pipeline of a model with a question answering head.</summary>
    /// <exception cref="InputException">The model has no such head, or the windows would be longer than its positions hold.</exception>
    public QuestionAnswerer(BertModel model, BertTokenizer tokenizer, QuestionAnswererOptions? options = null)
        : base(model, tokenizer, options ??= new QuestionAnswererOptions())
    {
        model.Require(BertHeadKinds.QuestionAnswering);
        _options = options;
        _windowLength = new TextEncoder(tokenizer, model.Config, options).Limit;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(Question input)
    {
        ArgumentNullException.ThrowIfNull(input.Text, nameof(input));
        ArgumentNullException.ThrowIfNull(input.Context, nameof(input));
        Token[] question = [.. TokenSequence.Of(Tokenizer, input.Text)];
        Token[] passage = [.. PassageWindows.Words(input.Context).SelectMany((word, number) => TokenSequence.Of(Tokenizer, word, number))];
        if (passage.Length == 0)
        {
            throw new InputException("The passage is empty: it has no tokens.");
        }

        if (question.Length > _options.MaxQuestionLength && !_options.Truncate)
        {
            throw new InputException($"The question has {question.Length} tokens; the limit is {_options.MaxQuestionLength}. Truncate it or shorten it.");
        }

        question = question[..Math.Min(question.Length, _options.MaxQuestionLength)];
        return [.. Plan(passage.Length, question.Length).Select(window =>
            TokenSequence.Pair(Tokenizer, question, passage.AsSpan(window.Start, window.Length)))];
    }

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<SpanLogits> outputs, ForwardOptions options)
    {
        // The official code lets padding compete for the best starts and ends, before it throws such spans away.
        batch = _options.Mode == EvaluationMode.Baseline
            ? PaddedBatch.Of(sequences, Model.Config, _windowLength, readsAllPadding: true)
            : batch;
        using var logits = new RentedFloats(2 * batch.RowCount);
        Model.QuestionAnsweringLogits(batch, logits.Span, options);
        for (var window = 0; window < outputs.Length; window++)
        {
            var (first, end) = (batch.RowStarts[window], batch.RowStarts[window + 1]);
            var (starts, ends) = (new double[end - first], new double[end - first]);
            for (var row = first; row < end; row++)
            {
                (starts[row - first], ends[row - first]) = (logits.Span[2 * row], logits.Span[(2 * row) + 1]);
            }

            outputs[window] = new SpanLogits(starts, ends);
        }
    }

    /// <inheritdoc/>
    protected override DecodedAnswer Decode(Question input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<SpanLogits> outputs)
    {
        var question = sequences[0].SequenceIds.Count(sequence => sequence == 0);
        var passage = ((sequences.Count - 1) * _options.DocStride) + sequences[^1].SequenceIds.Count(sequence => sequence == 1);
        var plan = Plan(passage, question);
        var windows = new AnswerWindow[sequences.Count];
        for (var window = 0; window < windows.Length; window++)
        {
            windows[window] = Window(sequences[window], outputs[window], plan[window].HasMostContext);
        }

        return AnswerDecoder.Decode(PassageWindows.Words(input.Context), windows, _options.Answers with
        {
            HasPlaceholder = _options.Answers.HasPlaceholder && _options.Mode == EvaluationMode.Baseline,
        });
    }

    /// <inheritdoc/>
    protected override int LengthOf(Question input) => input.Length;

    private IReadOnlyList<PassageWindow> Plan(int passage, int question)
    {
        var room = _windowLength - question - Tokenizer.SpecialTokenCount(pair: true);
        return room >= _options.DocStride || (room > 0 && passage <= room)
            ? PassageWindows.Plan(passage, question, _windowLength, Math.Min(_options.DocStride, room))
            : throw new InputException(
                $"The question has {question} tokens; with it, windows of {_windowLength} have no room for the {_options.DocStride} tokens of the passage from one to the next.");
    }

    private static AnswerWindow Window(Encoding encoding, SpanLogits logits, IReadOnlyList<bool> hasMostContext)
    {
        var first = encoding.SequenceIds.IndexOf(1);
        var words = new int[encoding.Count];
        var most = new bool[encoding.Count];
        for (var token = 0; token < words.Length; token++)
        {
            var isPassage = encoding.SequenceIds[token] == 1;
            words[token] = isPassage ? encoding.WordIds[token]!.Value : -1;
            most[token] = isPassage && hasMostContext[token - first];
        }

        return new AnswerWindow(encoding.Tokens, logits.Starts, logits.Ends, words, most);
    }
}
