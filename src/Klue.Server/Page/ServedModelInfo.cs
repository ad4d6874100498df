namespace Klue.Server.Page;

/// <summary>A model as the page shows it.</summary>
/// <param name="Name">The name it is served by.</param>
/// <param name="Tasks">What its heads can do, under the names of Hugging Face's tasks.</param>
/// <param name="IsForSentences">Whether its folder was made for sentence embeddings.</param>
/// <param name="HasTokenizer">Whether it reads texts, or only ids.</param>
/// <param name="Layers">How many layers it has.</param>
/// <param name="Heads">How many attention heads a layer has.</param>
/// <param name="HiddenSize">Width of a hidden state.</param>
/// <param name="MaxTokens">The most tokens of a text, special ones included.</param>
/// <param name="VocabularySize">How many tokens it knows.</param>
/// <param name="Labels">The labels of its classifying head.</param>
internal sealed record ServedModelInfo(
    string Name,
    IReadOnlyList<string> Tasks,
    bool IsForSentences,
    bool HasTokenizer,
    int Layers,
    int Heads,
    int HiddenSize,
    int MaxTokens,
    int VocabularySize,
    IReadOnlyList<string> Labels)
{
    private static readonly ServedTask[] Shown =
        [ServedTask.FillMask, ServedTask.TextClassification, ServedTask.TokenClassification, ServedTask.QuestionAnswering, ServedTask.DependencyParsing];

    public static ServedModelInfo Of(ServedModel model)
    {
        var config = model.Model.Config;
        return new ServedModelInfo(
            model.Name,
            [.. Shown.Where(model.Can).Select(TaskNames.Of)],
            model.Model.SentenceTransformers.HasModulesFile,
            model.Model.HasTokenizer,
            config.NumHiddenLayers,
            config.NumAttentionHeads,
            config.HiddenSize,
            config.MaxTokens,
            config.VocabSize,
            config.Labels);
    }
}
