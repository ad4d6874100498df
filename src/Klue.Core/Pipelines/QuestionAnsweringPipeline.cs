using Klue.Kernels;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// The part of a text that answers a question (HF <c>QuestionAnsweringPipeline</c>). A long context is read in
/// overlapping windows, each with the question before it.
/// </summary>
/// <example>
/// <code>
/// var ask = new QuestionAnsweringPipeline(model, tokenizer);
/// var answer = ask.Run(new Question("가나 회사가 세워진 해는?", "가나 회사는 2001년 세워졌다."))[0];
/// Console.WriteLine($"{answer.Text} {answer.Score:F3}");
/// </code>
/// </example>
public sealed class QuestionAnsweringPipeline : Pipeline<Question, float[], IReadOnlyList<Answer>>
{
    private const int DefaultWindow = 384;
    private const int DefaultStride = 128;

    // What HF puts in place of the logits of tokens that can be no answer.
    private const float Excluded = -10000f;

    private readonly QuestionAnsweringOptions _options;
    private readonly EncodingOptions _windows;

    /// <summary>Makes the pipeline of a model with a question answering head.</summary>
    /// <exception cref="InputException">The model has no such head, or its windows would be too short or too long.</exception>
    public QuestionAnsweringPipeline(BertModel model, BertTokenizer tokenizer, QuestionAnsweringOptions? options = null)
        : base(model, tokenizer, options ??= new QuestionAnsweringOptions())
    {
        model.Require(BertHeadKinds.QuestionAnswering);
        _options = options;
        var longest = model.Config.MaxTokens;
        var length = options.MaxLength ?? Math.Min(DefaultWindow, Math.Min(longest, tokenizer.ModelMaxLength ?? longest));
        var special = tokenizer.SpecialTokenCount(pair: true);
        if (length < special + 2 || length > longest)
        {
            throw new InputException($"A window is {length} tokens; expected {special + 2} to {longest}, which is all that the model's positions hold.");
        }

        _windows = new EncodingOptions
        {
            MaxLength = length,
            Truncation = TruncationStrategy.OnlySecond,
            Stride = options.DocStride ?? Math.Min(DefaultStride, length / 2),
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(Question input)
    {
        ArgumentNullException.ThrowIfNull(input.Text, nameof(input));
        ArgumentNullException.ThrowIfNull(input.Context, nameof(input));
        var question = Fit(input.Text, out var questionTokens);
        Encoding first;
        try
        {
            first = Tokenizer.EncodePair(question, input.Context, _windows);
        }
        catch (TruncationException)
        {
            throw new InputException(
                $"The question has {questionTokens} tokens; with it, windows of {_windows.MaxLength} have no room for the {_windows.Stride} tokens of context that two of them share.");
        }

        return first.SequenceIds.Contains(1) ? [first, .. first.Overflow] : throw new InputException("The context is empty: it has no tokens.", InputFault.Empty);
    }

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        using var logits = new RentedFloats(2 * batch.RowCount);
        Model.QuestionAnsweringLogits(batch, logits.Span, options);
        for (var text = 0; text < outputs.Length; text++)
        {
            var window = sequences[text];
            var rows = logits.Span.Slice(2 * batch.RowStarts[text], 2 * window.Count);
            var probabilities = new float[2 * window.Count];
            for (var token = 0; token < window.Count; token++)
            {
                // HF lets [CLS] take its share even where "no answer" is not asked for: a window without the answer
                // then has little left for its spans.
                var counts = AnswerSpans.IsContext(window, token) || window.Ids[token] == Tokenizer.ClsId;
                probabilities[token] = counts ? rows[2 * token] : Excluded;
                probabilities[window.Count + token] = counts ? rows[(2 * token) + 1] : Excluded;
            }

            Softmax.Apply(new MatrixView(probabilities, 2, window.Count), options.Kernels);
            outputs[text] = probabilities;
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Answer> Decode(Question input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs)
    {
        var answers = new List<Answer>();
        var nullScore = float.PositiveInfinity;
        for (var i = 0; i < sequences.Count; i++)
        {
            var spans = new AnswerSpans(sequences[i], outputs[i]);
            answers.AddRange(spans.Best(input.Context, _options.MaxAnswerLength, _options.TopK));
            nullScore = MathF.Min(nullScore, spans.NullScore);
        }

        if (_options.HandleImpossibleAnswer)
        {
            answers.Add(new Answer(nullScore, 0, 0, ""));
        }

        return [.. answers.OrderByDescending(answer => answer.Score).Take(_options.TopK)];
    }

    /// <inheritdoc/>
    protected override int LengthOf(Question input) => input.Length;

    private string Fit(string question, out int tokens)
    {
        tokens = Tokenizer.CountTokens(question, addSpecialTokens: false);
        if (tokens == 0)
        {
            throw new InputException("The question is empty: it has no tokens.", InputFault.Empty);
        }

        if (tokens <= _options.MaxQuestionLength)
        {
            return question;
        }

        return _options.Truncate
            ? question[..Tokenizer.IndexOfTokenLimit(question, _options.MaxQuestionLength, out tokens)]
            : throw new InputException($"The question has {tokens} tokens; the limit is {_options.MaxQuestionLength}. Truncate it or shorten it.", InputFault.TooLong);
    }
}
