using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Data;
using Klue.Tasks.Pipelines;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Evaluation;

/// <summary>From examples to predictions, with the official lengths of each task (KLUE-baseline's <c>run_all.sh</c>).</summary>
internal static class Predictors
{
    // Padding of the parser depends on the batch: sentences in the order of the file, so many at a time.
    private const int OfficialBatch = 64;

    public static IEnumerable<LabelPrediction> Topics(EvaluationRun run, IEnumerable<YnatExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateTopicClassifier(run.Configure(new TaskOptions(), 128)), examples, example => example.Id, example => example.Title)
        select new LabelPrediction(answer.Example.Id, answer.Result[0].Label);

    public static IEnumerable<ScorePrediction> Similarities(EvaluationRun run, IEnumerable<StsExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateSentenceSimilarity(run.Configure(new TaskOptions(), 128)),
            examples,
            example => example.Id,
            example => new TextPair(example.Sentence1, example.Sentence2))
        select new ScorePrediction(answer.Example.Id, answer.Result);

    public static IEnumerable<LabelPrediction> Inferences(EvaluationRun run, IEnumerable<NliExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateNaturalLanguageInference(run.Configure(new TaskOptions(), 128)),
            examples,
            example => example.Id,
            example => new TextPair(example.Premise, example.Hypothesis))
        select new LabelPrediction(answer.Example.Id, answer.Result[0].Label);

    public static IEnumerable<TagPrediction> Tags(EvaluationRun run, IEnumerable<NerExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateEntityRecognizer(run.Configure(new TaskOptions(), 510)), examples, example => example.Id, example => example.Sentence)
        select new TagPrediction(answer.Example.Id, answer.Result.CharacterTags, answer.Result.EdgeTags, answer.Result.SpaceTags);

    public static IEnumerable<RelationPrediction> Relations(EvaluationRun run, IEnumerable<ReExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateRelationExtractor(run.Configure(new TaskOptions(), 256)),
            examples,
            example => example.Id,
            example => new MarkedSentence(example.Sentence, example.SubjectEntity, example.ObjectEntity))
        let scores = answer.Result.ToDictionary(score => score.Label, score => (double)score.Score)
        select new RelationPrediction(answer.Example.Id, answer.Result[0].Label, [.. KlueLabels.Relations.Select(relation => scores[relation])]);

    public static IEnumerable<TreePrediction> Trees(EvaluationRun run, IEnumerable<DpExample> examples)
    {
        using var parser = run.Model.CreateDependencyParser(run.Configure(new TaskOptions(), 256));
        foreach (var (example, tree) in run.Ask(parser, InBatches(run, examples), item => item.Example.Id, item => item.Sentence))
        {
            yield return new TreePrediction(
                example.Example.Id, [.. tree.Words.Select(word => word.Head)], [.. tree.Words.Select(word => word.Relation)]);
        }
    }

    public static IEnumerable<AnswerPrediction> Answers(EvaluationRun run, IEnumerable<MrcExample> examples) =>
        from answer in run.Ask(
            run.Model.CreateQuestionAnswerer(run.Configure(new QuestionAnswererOptions(), 512)),
            examples,
            example => example.Id,
            example => new Question(example.Question, example.Context))
        select new AnswerPrediction(answer.Example.Id, answer.Result.Text);

    public static IEnumerable<StatePrediction> States(EvaluationRun run, IEnumerable<WosExample> examples)
    {
        using var tracker = run.Model.CreateDialogueStateTracker(
            DialogueOntology.Load(FindOntology(run)), run.Configure(new DialogueStateTrackerOptions(), 510));
        foreach (var (example, state) in run.Ask(tracker, examples, example => example.Id, Turns))
        {
            yield return new StatePrediction(example.Id, state);
        }
    }

    private static IReadOnlyList<(string System, string User)> Turns(WosExample example) => [.. example.History, (example.System, example.User)];

    private static IEnumerable<(DpExample Example, ParserSentence Sentence)> InBatches(EvaluationRun run, IEnumerable<DpExample> examples)
    {
        foreach (var batch in examples.Chunk(OfficialBatch))
        {
            var longest = batch.Max(example => example.Words.Count);
            foreach (var example in batch)
            {
                var sentence = new ParserSentence([.. example.Words.Select(word => word.Form)], [.. example.Words.Select(word => word.PartsOfSpeech)])
                {
                    IsPadded = run.Options.Mode == EvaluationMode.Baseline && example.Words.Count < longest,
                };
                yield return (example, sentence);
            }
        }
    }

    private static string FindOntology(EvaluationRun run)
    {
        var besideData = Path.GetDirectoryName(Path.GetFullPath(run.DataPath))!;
        return run.Options.OntologyPath
            ?? new[] { run.Model.Folder, besideData }.Select(folder => Path.Combine(folder, DialogueOntology.FileName)).FirstOrDefault(File.Exists)
            ?? throw new InputException(
                $"There is no {DialogueOntology.FileName}, neither in {Quoted.Text(run.Model.Folder)} nor in {Quoted.Text(besideData)}: the tracker needs the list of slots.");
    }
}
