using CsCheck;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tests;
using Klue.Tokenizer;

namespace Klue.Core.Tests.Pipelines;

/// <summary>Windows and answers on a small random model, against HF's procedure written down once more, in float64.</summary>
public sealed class QuestionAnsweringPipelineTests : IDisposable
{
    private const string Syllables = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후그";
    private const string Query = "가나 다라?";

    private static readonly BertTokenizer Tokenizer = BertTokenizer.FromVocabulary(new Vocabulary(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "?", .. Syllables.Select(syllable => $"{syllable}"), .. Syllables.Select(syllable => $"##{syllable}")]));

    private readonly BertModel _model = BertModel.Load(TestData.Path("models", "e-qa"));

    private static Gen<string> Contexts =>
        Gen.Char[Syllables].Array[1, 5].Select(letters => new string(letters)).Array[1, 60].Select(words => string.Join(' ', words));

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Answers_are_those_of_the_procedure() =>
        Gen.Select(Contexts, Gen.Int[1, 4], Gen.Int[1, 15], Gen.Int[0, 12], Gen.Bool).Sample(
            (context, topK, maxAnswer, stride, impossible) =>
            {
                var options = new QuestionAnsweringOptions { TopK = topK, MaxAnswerLength = maxAnswer, DocStride = stride, HandleImpossibleAnswer = impossible };
                var found = new QuestionAnsweringPipeline(_model, Tokenizer, options).Run(new Question(Query, context));
                var expected = Reference(context, options);
                Assert.Equal(expected.Count, found.Count);
                for (var i = 0; i < found.Count; i++)
                {
                    Assert.Equal(expected[i].Score, found[i].Score, 1e-5);
                    Assert.Equal(context[found[i].Start..found[i].End], found[i].Text);
                    Assert.Contains(expected, answer => Math.Abs(answer.Score - found[i].Score) < 1e-5 && (answer.Start, answer.End) == (found[i].Start, found[i].End));
                }
            },
            iter: 100,
            threads: 1);

    [Fact]
    public void A_long_context_is_read_in_overlapping_windows_and_to_its_end()
    {
        var context = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"{Syllables[i % Syllables.Length]}{Syllables[(i * 7) % Syllables.Length]}"));
        var answers = new QuestionAnsweringPipeline(_model, Tokenizer, new QuestionAnsweringOptions { TopK = 2000, DocStride = 4 }).Run(new Question(Query, context));
        Assert.Contains(answers, answer => answer.Start == 0);
        Assert.Contains(answers, answer => answer.End == context.Length);
        Assert.All(answers, answer => Assert.True(answer.Start == 0 || context[answer.Start - 1] == ' '));
        Assert.All(answers, answer => Assert.True(answer.End == context.Length || context[answer.End] == ' '));
    }

    [Fact]
    public void Empty_texts_long_questions_and_impossible_windows_are_refused()
    {
        var ask = new QuestionAnsweringPipeline(_model, Tokenizer);
        Assert.Contains("question is empty", Assert.Throws<InputException>(() => ask.Run(new Question(" ", "가"))).Message, StringComparison.Ordinal);
        Assert.Contains("context is empty", Assert.Throws<InputException>(() => ask.Run(new Question("가", "\u200b"))).Message, StringComparison.Ordinal);

        var longQuestion = string.Join(' ', Enumerable.Repeat("가", 100));
        Assert.Contains("100 tokens; the limit is 64", Assert.Throws<InputException>(() => ask.Run(new Question(longQuestion, "나"))).Message, StringComparison.Ordinal);
        Assert.Contains("no room", Assert.Throws<InputException>(() => ask.Run(new Question(longQuestion[..59], longQuestion))).Message, StringComparison.Ordinal);

        var cuts = new QuestionAnsweringPipeline(_model, Tokenizer, new QuestionAnsweringOptions { Truncate = true, MaxQuestionLength = 5 });
        Assert.Equal(ask.Run(new Question(longQuestion[..9], "나 다")), cuts.Run(new Question(longQuestion, "나 다")));
        Assert.Throws<InputException>(() => new QuestionAnsweringPipeline(_model, Tokenizer, new QuestionAnsweringOptions { MaxLength = 41 }));
        Assert.Throws<InputException>(() => new QuestionAnsweringPipeline(_model, Tokenizer, new QuestionAnsweringOptions { MaxLength = 4 }));
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_refused() =>
        Assert.Contains("do not belong together", Assert.Throws<InputException>(() => new QuestionAnsweringPipeline(_model, EmbeddedModel.FillMask.Tokenizer)).Message, StringComparison.Ordinal);

    // Every span of every window, sorted: transformers' postprocess without its shortcuts.
    private List<(double Score, int Start, int End)> Reference(string context, QuestionAnsweringOptions options)
    {
        var first = Tokenizer.EncodePair(Query, context, new EncodingOptions { MaxLength = _model.Config.MaxTokens, Truncation = TruncationStrategy.OnlySecond, Stride = options.DocStride!.Value });
        var answers = new List<(double Score, int Start, int End)>();
        var none = 1_000_000.0;
        foreach (var window in (Encoding[])[first, .. first.Overflow])
        {
            var batch = new TokenBatch(_model.Config);
            batch.Add(window.Ids.AsSpan(), window.TypeIds.AsSpan());
            var logits = new float[2 * window.Count];
            _model.QuestionAnsweringLogits(batch, logits);
            var starts = Probabilities(window, logits, 0);
            var ends = Probabilities(window, logits, 1);
            none = Math.Min(none, starts[0] * ends[0]);
            (starts[0], ends[0]) = (0, 0);
            answers.AddRange((
                from start in Enumerable.Range(0, window.Count)
                from end in Enumerable.Range(start, Math.Min(options.MaxAnswerLength, window.Count - start))
                where window.SequenceIds[start] == 1 && window.SequenceIds[end] == 1
                orderby starts[start] * ends[end] descending
                select (starts[start] * ends[end], WordStart(window, start), WordEnd(window, end))).Take(options.TopK));
        }

        if (options.HandleImpossibleAnswer)
        {
            answers.Add((none, 0, 0));
        }

        return [.. answers.OrderByDescending(answer => answer.Score).Take(options.TopK)];
    }

    private static double[] Probabilities(Encoding window, float[] logits, int column)
    {
        var weights = Enumerable.Range(0, window.Count)
            .Select(token => token == 0 || window.SequenceIds[token] == 1 ? Math.Exp(logits[(2 * token) + column]) : 0).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static int WordStart(Encoding window, int token) => TokensOfWord(window, token).Min(other => window.Offsets[other].Start);

    private static int WordEnd(Encoding window, int token) => TokensOfWord(window, token).Max(other => window.Offsets[other].End);

    private static IEnumerable<int> TokensOfWord(Encoding window, int token) =>
        Enumerable.Range(0, window.Count).Where(other => window.SequenceIds[other] == 1 && window.WordIds[other] == window.WordIds[token]);
}
