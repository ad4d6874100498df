using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Core.Tests.Pipelines;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Pipelines;

namespace Klue.Core.Tests.Tasks;

/// <summary>The pipelines of the eight tasks, over models of random weights.</summary>
public sealed class TaskPipelineTests
{
    private static readonly string[] Sentences = ["영화", "배우들의 연기가 정말 좋았다", "이 영화는 꼭 봐야 한다 !", "줄거리가 지루하다", "감독의 다음 작품이 기다려진다 정말로 기다려진다"];

    [Fact]
    public void Topics_and_inferences_are_all_labels_the_best_first()
    {
        using var ynat = new TaskModelFolder(KlueTask.Ynat);
        using var topics = KlueModel.Load(ynat.FullName);
        AssertSame(topics.CreateTopicClassifier(), Sentences, Describe);
        Assert.Equal(KlueLabels.Topics().Order(), topics.CreateTopicClassifier().Run("영화").Select(score => score.Label).Order());

        using var nli = new TaskModelFolder(KlueTask.Nli);
        using var inferences = KlueModel.Load(nli.FullName);
        TextPair[] pairs = [.. Sentences.Zip(Sentences.Reverse(), (premise, hypothesis) => new TextPair(premise, hypothesis))];
        AssertSame(inferences.CreateNaturalLanguageInference(), pairs, Describe);
        var scores = inferences.CreateNaturalLanguageInference().Run(pairs[0]);
        Assert.Equal(1, scores.Sum(score => score.Score), 1e-5);
        Assert.Equal(scores.OrderByDescending(score => score.Score), scores);
        Assert.Throws<InputException>(() => inferences.CreateNaturalLanguageInference().Run("영화"));
    }

    [Fact]
    public void A_similarity_is_the_regressors_number_as_it_is()
    {
        using var folder = new TaskModelFolder(KlueTask.Sts);
        using var klue = KlueModel.Load(folder.FullName);
        TextPair[] pairs = [.. Sentences.Select(sentence => new TextPair(sentence, Sentences[0]))];
        AssertSame(klue.CreateSentenceSimilarity(), pairs, score => $"{score:R}");
        var raw = klue.CreateTextClassification(new TextClassificationOptions { FunctionToApply = ScoreFunction.None });
        Assert.Equal(raw.Run(pairs[1])[0].Score, klue.CreateSentenceSimilarity().Run(pairs[1]));
        Assert.Throws<InputException>(() => klue.CreateTopicClassifier());
    }

    [Theory]
    [InlineData(EvaluationMode.Clean)]
    [InlineData(EvaluationMode.Baseline)]
    public void Every_character_but_the_space_has_a_tag(EvaluationMode mode)
    {
        using var folder = new TaskModelFolder(KlueTask.Ner);
        using var klue = KlueModel.Load(folder.FullName);
        var recognizer = klue.CreateEntityRecognizer(new TaskOptions { Mode = mode, MaxLength = 64 });
        AssertSame(recognizer, Sentences, tagged => string.Join(' ', tagged.CharacterTags.Concat(tagged.EdgeTags ?? [])));
        foreach (var sentence in Sentences)
        {
            Assert.Equal(sentence.Count(letter => letter != ' '), recognizer.Run(sentence).CharacterTags.Count);
            Assert.Equal(mode == EvaluationMode.Baseline ? 2 : null, recognizer.Run(sentence).EdgeTags?.Count);
        }
    }

    [Fact]
    public void Entities_have_places_in_the_callers_own_string()
    {
        var recognizer = EmbeddedModel.Entities.CreateEntityRecognizer();
        const string Text = "😀 홍길동은 2019년 3월 서울대학교에 입학했다.";
        var tagged = recognizer.Run(Text);
        Entity[] entities = [.. tagged.Entities.Where(entity => entity.Start > 0)];
        Assert.Equal(["홍길동", "2019년 3월", "서울대학교"], entities.Select(entity => Text[entity.Start..entity.End]));
        Assert.Equal(["PS", "DT", "OG"], entities.Select(entity => entity.Label));
        Assert.All(entities, entity => Assert.Equal(entity.Word, Text[entity.Start..entity.End]));
        Assert.All(entities, entity => Assert.InRange(entity.Score, 0.5f, 1f));
        Assert.Equal(["B-PS", "I-PS", "I-PS", "O"], tagged.CharacterTags.Skip(1).Take(4));
        Assert.Equal(Enumerable.Repeat("O", Text.Count(letter => letter == ' ')), tagged.SpaceTags!);

        // At the edges the official code reads [CLS] and the padding behind the sentence.
        var baseline = EmbeddedModel.Entities.CreateEntityRecognizer(new TaskOptions { Mode = EvaluationMode.Baseline });
        Assert.Equal(tagged.Entities, baseline.Run(Text).Entities);
        Assert.Equal(2, baseline.Run(Text).EdgeTags!.Count);
    }

    [Fact]
    public void A_relation_is_asked_about_two_marked_entities()
    {
        using var folder = new TaskModelFolder(KlueTask.Re);
        using var klue = KlueModel.Load(folder.FullName);
        var extractor = klue.CreateRelationExtractor();
        var sentence = "😀홍길동은 서울에서 태어났다.";
        var marked = MarkedSentence.Of(sentence, 2..5, 7..9);
        Assert.Equal(new EntitySpan("홍길동", 1, 3, ""), marked.SubjectEntity);
        Assert.Equal(new EntitySpan("서울", 6, 7, ""), marked.ObjectEntity);
        MarkedSentence[] inputs = [marked, MarkedSentence.Of(sentence, 7..9, 2..5), new("가나는 다라와 무관하다", new("가나", 0, 1, ""), new("다라", 4, 5, ""))];
        AssertSame(extractor, inputs, Describe);
        Assert.NotEqual(Describe(extractor.Run(inputs[0])), Describe(extractor.Run(inputs[1])));
        Refused(new("가나다", new("가", 0, 0, ""), new("가", 0, 0, "")), "same characters");
        Refused(new("가나다", new("가", 0, 0, ""), new("라", 3, 3, "")), "the sentence has 3");
        Refused(new("<subj> 가나다", new("가", 7, 7, ""), new("나", 8, 8, "")), "marks of its own");
        Refused(MarkedSentence.Of(string.Concat(Enumerable.Repeat("가나 ", 400)), 0..2, 3..5), "the limit is 512");
        Assert.Throws<ArgumentOutOfRangeException>(() => MarkedSentence.Of("가나", 0..0, 1..2));
        Assert.Contains("do not belong together", Assert.Throws<InputException>(() => EmbeddedModel.Sentiment.CreateRelationExtractor()).Message, StringComparison.Ordinal);

        void Refused(MarkedSentence input, string words) =>
            Assert.Contains(words, Assert.Throws<InputException>(() => extractor.Run(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parser_gives_every_word_a_head_and_a_relation()
    {
        using var folder = new TaskModelFolder(KlueTask.Dp);
        using var klue = KlueModel.Load(folder.FullName);
        using var parser = klue.CreateDependencyParser();
        ParserSentence[] inputs = [.. Sentences.Select(Tagged)];
        AssertSame(parser, inputs, tree => tree.ToConllu());
        foreach (var input in inputs)
        {
            var tree = parser.Run(input);
            Assert.Equal(input.Words, tree.Words.Select(word => word.Form));
            Assert.All(tree.Words, word => Assert.InRange(word.Head, 0, input.Words.Count));
            Assert.All(tree.Words, word => Assert.True(KlueLabels.DependencyRelations.Contains(word.Relation)));
        }

        Refused(new ParserSentence([], []), "0 words");
        Refused(new ParserSentence(["가", "나"], ["NNG"]), "2 words and 1 tags");
        Refused(new ParserSentence(["가"], ["NNG+XX"]), "'XX'");
        Refused(new ParserSentence(["가", "\u200b", "나"], ["NNG", "NNG", "NNG"]), "Word 2 of 3");
        Refused(Tagged(string.Concat(Enumerable.Repeat("영화 ", 600))), "the limit is 512");
        Assert.Throws<InputException>(() => klue.FillMask("[MASK]"));

        void Refused(ParserSentence input, string words) =>
            Assert.Contains(words, Assert.Throws<InputException>(() => parser.Run(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_can_be_a_head_in_the_official_batches_alone()
    {
        using var folder = new TaskModelFolder(KlueTask.Dp);
        using var klue = KlueModel.Load(folder.FullName);
        using var parser = klue.CreateDependencyParser();
        var heads = Sentences.Select(Tagged).SelectMany(sentence =>
        {
            var (alone, padded) = (parser.Run(sentence), parser.Run(sentence with { IsPadded = true }));
            return alone.Words.Zip(padded.Words, (left, right) => (Clean: left.Head, Padded: right.Head, Padding: sentence.Words.Count + 1));
        }).ToArray();
        Assert.All(heads, head => Assert.True(head.Padded == head.Clean || head.Padded == head.Padding));
        Assert.Contains(heads, head => head.Padded == head.Padding);
    }

    [Theory]
    [InlineData(EvaluationMode.Clean)]
    [InlineData(EvaluationMode.Baseline)]
    public void An_answer_is_found_in_a_passage_of_any_length(EvaluationMode mode)
    {
        using var folder = new TaskModelFolder(KlueTask.Mrc, positions: 64);
        using var klue = KlueModel.Load(folder.FullName);
        var answerer = klue.CreateQuestionAnswerer(new QuestionAnswererOptions { Mode = mode, DocStride = 16 });
        var passage = string.Join(' ', Enumerable.Repeat(string.Join(' ', Sentences), 4));
        Question[] inputs = [.. Sentences.Select(sentence => new Question(sentence, passage)), new Question("영화", "배우들의 연기")];
        AssertSame(answerer, inputs, answer => $"{answer.Text} {answer.Candidates.Count}");
        Assert.All(inputs, input => Assert.All(answerer.Run(input).Candidates.Where(candidate => candidate.Text is not ("" or "empty")), candidate =>
            Assert.Contains(candidate.Text, input.Context, StringComparison.Ordinal)));
        Refused(new Question("영화", " "), "passage is empty");
        Refused(new Question(string.Concat(Enumerable.Repeat("영화 ", 65)), passage), "the limit is 64");
        Refused(new Question(string.Concat(Enumerable.Repeat("영화 ", 50)), passage), "no room");

        void Refused(Question input, string words) =>
            Assert.Contains(words, Assert.Throws<InputException>(() => answerer.Run(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialogue_is_followed_turn_by_turn()
    {
        using var folder = new TaskModelFolder(KlueTask.Wos);
        using var klue = KlueModel.Load(folder.FullName);
        string[] slots = ["관광-이름", "관광-종류", "숙소-가격대"];
        using var tracker = klue.CreateDialogueStateTracker(slots);
        (string, string)[] turns = [("", "공원 추천해 주세요."), ("하늘공원이 있습니다.", "좋아요."), ("더 필요한 것이 있나요?", "숙소도 예약해 주세요.")];
        IReadOnlyList<(string, string)>[] inputs = [[.. turns.Take(1)], [.. turns.Take(2)], turns, [.. Enumerable.Repeat(turns[2], 40)]];
        AssertSame(tracker, inputs, state => string.Join('|', state));
        Assert.All(inputs.SelectMany(input => tracker.Run(input)), slot => Assert.Contains(slots, name => slot.StartsWith(name + "-", StringComparison.Ordinal)));

        // Where a dialogue is too long, its end is what is read.
        Assert.Equal(tracker.Run([.. Enumerable.Repeat(turns[2], 100)]), tracker.Run([.. Enumerable.Repeat(turns[2], 200)]));
        Assert.Throws<InputException>(() => tracker.Run((IReadOnlyList<(string, string)>)[]));
        Assert.Throws<InputException>(() => klue.CreateDialogueStateTracker([]));
        Assert.Throws<CheckpointException>(() => EmbeddedModel.Sentiment.CreateDialogueStateTracker(slots));
    }

    [Fact]
    public void Hidden_states_and_the_pooled_output_in_one_pass_are_those_of_two()
    {
        var model = EmbeddedModel.Sentiment.Model;
        var batch = new TokenBatch(model.Config);
        foreach (var sentence in Sentences)
        {
            batch.Add(EmbeddedModel.Sentiment.Tokenizer.Encode(sentence).Ids.AsSpan());
        }

        var size = model.Config.HiddenSize;
        var (hidden, pooled) = (new float[batch.RowCount * size], new float[batch.TextCount * size]);
        var (plainHidden, plainPooled) = (new float[hidden.Length], new float[pooled.Length]);
        model.ForwardAndPool(batch, hidden, pooled);
        model.Forward(batch, plainHidden);
        model.Pool(batch, plainPooled);
        Assert.Equal(plainHidden, hidden);
        Assert.Equal(plainPooled, pooled);
    }

    [Fact]
    public void Labels_without_names_need_an_order_and_labels_with_names_have_one()
    {
        using var nameless = new TaskModelFolder(KlueTask.Nli, hasNames: false);
        using var klue = KlueModel.Load(nameless.FullName);
        TextPair pair = ("비가 온다.", "날씨가 나쁘다.");
        Assert.Contains("label order, baseline or hf", Assert.Throws<InputException>(() => klue.CreateNaturalLanguageInference()).Message, StringComparison.Ordinal);
        var baseline = klue.CreateNaturalLanguageInference(new TaskOptions { LabelOrder = LabelOrder.Baseline }).Run(pair);
        var hub = klue.CreateNaturalLanguageInference(new TaskOptions { LabelOrder = LabelOrder.HuggingFace }).Run(pair);
        Assert.Equal(baseline.Select(score => score.Score), hub.Select(score => score.Score));
        Assert.Equal(
            baseline.Select(score => KlueLabels.Inference().Id(score.Label)), hub.Select(score => KlueLabels.Inference(LabelOrder.HuggingFace).Id(score.Label)));

        // The same weights, their labels named in the hub's order and in capitals: the option is passed over.
        using var named = new TaskModelFolder(KlueTask.Nli, ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"]);
        using var namedKlue = KlueModel.Load(named.FullName);
        Assert.Equal(hub, namedKlue.CreateNaturalLanguageInference(new TaskOptions { LabelOrder = LabelOrder.Baseline }).Run(pair));

        using var strange = new TaskModelFolder(KlueTask.Nli, ["yes", "no", "perhaps"]);
        using var strangeKlue = KlueModel.Load(strange.FullName);
        Assert.Contains("'yes'", Assert.Throws<InputException>(() => strangeKlue.CreateNaturalLanguageInference()).Message, StringComparison.Ordinal);
        Assert.Contains("3 labels; expected 7", Assert.Throws<InputException>(() => strangeKlue.CreateTopicClassifier()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KlueTask.Dp, "arc_space")]
    [InlineData(KlueTask.Dp, "decoder_layers")]
    [InlineData(KlueTask.Wos, "hidden_size")]
    public void A_configuration_that_lies_about_its_head_is_refused(KlueTask task, string name)
    {
        using var folder = new TaskModelFolder(task, headSizes: new Dictionary<string, int> { [name] = 99 });
        using var klue = KlueModel.Load(folder.FullName);
        var fault = Assert.Throws<InputException>(() => (IDisposable)(task == KlueTask.Dp ? klue.CreateDependencyParser() : klue.CreateDialogueStateTracker(["a-b"])));
        Assert.Contains($"klue_head.{name} of the configuration is 99", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        using var folder = new TaskModelFolder(KlueTask.Dp);
        using var klue = KlueModel.Load(folder.FullName);
        using var parser = klue.CreateDependencyParser();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => parser.Run(Tagged("영화"), stop.Token));
    }

    private static ParserSentence Tagged(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ParserSentence(words, [.. words.Select(_ => "NNG+JKO")]);
    }

    /// <summary>Alone, together, in parallel and with other settings, an input gets the same answer, to the bit.</summary>
    private static void AssertSame<TInput, TOutput, TResult>(Pipeline<TInput, TOutput, TResult> pipeline, IReadOnlyList<TInput> inputs, Func<TResult, string> describe)
        where TInput : notnull
    {
        string[] alone = [.. inputs.Select(input => describe(pipeline.Run(input)))];
        Assert.Equal(alone, pipeline.Run(inputs).Select(describe));
        Assert.Equal(alone.Reverse(), pipeline.Run(inputs.Reverse()).Select(describe));
        Assert.Equal(alone, inputs.AsParallel().AsOrdered().Select(input => describe(pipeline.Run(input))));
    }

    private static string Describe(IReadOnlyList<LabelScore> scores) => string.Join(' ', scores.Select(score => $"{score.Label} {score.Score:R}"));
}
