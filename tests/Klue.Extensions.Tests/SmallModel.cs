using Klue.Tests;

namespace Klue.Extensions.Tests;

/// <summary>The models of this repository.</summary>
internal static class SmallModel
{
    private static readonly Lazy<KlueModel> LazySentences = new(() => KlueModel.Load(SentencesFolder));

    public static string FillMaskFolder => RepositoryFolder.Find("models", "klue-mini");

    public static string SentencesFolder => RepositoryFolder.Find("models", "klue-mini-sentence");

    public static string EntitiesFolder => RepositoryFolder.Find("models", "klue-mini-ner");

    public static KlueModel Sentences => LazySentences.Value;
}
