using Klue.Tasks.Text;

namespace Klue.Tasks.Data;

/// <summary>A question of MRC about a passage.</summary>
/// <param name="Id">The id of the question.</param>
/// <param name="Title">The title of the passage.</param>
/// <param name="Context">The passage.</param>
/// <param name="Question">The question.</param>
/// <param name="Answers">The accepted answers; empty when the passage does not answer the question.</param>
/// <param name="QuestionType">1 paraphrase, 2 several sentences, 3 unanswerable; where the file gives none, 1.</param>
/// <param name="IsImpossible">Whether the passage does not answer the question.</param>
public sealed record MrcExample(
    string Id,
    string Title,
    string Context,
    string Question,
    IReadOnlyList<MrcAnswer> Answers,
    int QuestionType,
    bool IsImpossible) : IExample<MrcExample>
{
    /// <summary>
    /// Reads <c>klue-mrc-v1.1_*.json</c>: an object whose <c>data</c> is an array of entries with <c>title</c> and <c>paragraphs</c>, each
    /// a <c>context</c> and its <c>qas</c> with <c>guid</c>, <c>question</c>, <c>answers</c>, <c>question_type</c> and <c>is_impossible</c>.
    /// </summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<MrcExample> Read(string path)
    {
        var guids = new GuidRegister();
        foreach (var entry in JsonExamples.Rows(path, "data"))
        {
            var title = entry.Text("title");
            foreach (var paragraph in entry.Objects("paragraphs"))
            {
                var context = paragraph.Text("context");
                foreach (var question in paragraph.Objects("qas"))
                {
                    var (guid, row) = guids.Register(question);
                    yield return Parse(guid, row, title, context);
                }
            }
        }
    }

    private static MrcExample Parse(string guid, JsonRow row, string title, string context)
    {
        var isImpossible = row.Has("is_impossible") && row.Flag("is_impossible");
        var type = row.Has("question_type") ? row.Integer("question_type") : 1;
        if (type is < 1 or > 3)
        {
            throw row.Fault("1, 2 or 3 as \"question_type\"", $"{type}");
        }

        // The hub's version lists plausible but wrong answers of unanswerable questions here.
        var answers = isImpossible ? [] : row.Objects("answers").Select(answer => Answer(answer, context)).ToArray();
        return isImpossible || answers.Length > 0
            ? new MrcExample(guid, title, context, row.Text("question"), answers, type, isImpossible)
            : throw row.Fault("answers, or \"is_impossible\": true", "neither");
    }

    private static MrcAnswer Answer(JsonRow row, string context)
    {
        var (text, start) = (row.Text("text"), row.Integer("answer_start"));
        return start >= 0 && start <= CodePointText.Count(context) - CodePointText.Count(text)
            ? new MrcAnswer(text, start)
            : throw row.Fault($"the answer {Quoted.Text(text)} within the passage's {CodePointText.Count(context)} characters", $"it at {start}");
    }
}
