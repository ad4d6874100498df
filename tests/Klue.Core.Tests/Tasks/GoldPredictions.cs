using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Predictions;

namespace Klue.Core.Tests.Tasks;

/// <summary>Prediction files that say what the gold data says.</summary>
internal static class GoldPredictions
{
    public static TemporaryFile Of(KlueTask task, string goldPath)
    {
        using var stream = new MemoryStream();
        Write(task, goldPath, stream);
        return new TemporaryFile(stream.ToArray());
    }

    public static RelationPrediction Of(ReExample example) => new(
        example.Id,
        example.Label,
        [.. KlueLabels.Relations.Select(relation => relation == example.Label ? 1.0 : 0.0)]);

    private static void Write(KlueTask task, string path, Stream stream)
    {
        switch (task)
        {
            case KlueTask.Ynat:
                PredictionFile.Write(stream, YnatExample.Read(path).Select(example => new LabelPrediction(example.Id, example.Label)));
                break;
            case KlueTask.Sts:
                PredictionFile.Write(stream, StsExample.Read(path).Select(example => new ScorePrediction(example.Id, example.RealLabel)));
                break;
            case KlueTask.Nli:
                PredictionFile.Write(stream, NliExample.Read(path).Select(example => new LabelPrediction(example.Id, example.Label)));
                break;
            case KlueTask.Ner:
                PredictionFile.Write(stream, NerExample.Read(path).Select(example => new TagPrediction(example.Id, [.. example.CharacterTags])));
                break;
            case KlueTask.Re:
                PredictionFile.Write(stream, ReExample.Read(path).Select(Of));
                break;
            case KlueTask.Dp:
                PredictionFile.Write(stream, DpExample.Read(path).Select(example => new TreePrediction(
                    example.Id, [.. example.Words.Select(word => word.Head)], [.. example.Words.Select(word => word.Relation)])));
                break;
            case KlueTask.Mrc:
                PredictionFile.Write(stream, MrcExample.Read(path).Select(
                    example => new AnswerPrediction(example.Id, example.Answers is [var answer, ..] ? answer.Text : "")));
                break;
            default:
                PredictionFile.Write(stream, WosExample.Read(path).Select(example => new StatePrediction(example.Id, example.State)));
                break;
        }
    }
}
