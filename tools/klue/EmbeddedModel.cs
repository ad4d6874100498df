namespace Klue.Cli;

/// <summary>The small models that lie beside the executable and serve when no model is named.</summary>
internal sealed class EmbeddedModel
{
    /// <summary>Fill-mask, and whatever needs but a vocabulary.</summary>
    public static readonly EmbeddedModel Base = new("klue-mini");

    /// <summary>Review sentiment.</summary>
    public static readonly EmbeddedModel Sentiment = new("klue-mini-sentiment");

    /// <summary>Entities.</summary>
    public static readonly EmbeddedModel Entities = new("klue-mini-ner");

    /// <summary>Sentence embeddings.</summary>
    public static readonly EmbeddedModel Sentence = new("klue-mini-sentence");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EmbeddedModel> All { get; } = [Base, Sentiment, Entities, Sentence];

    private EmbeddedModel(string name) => Name = name;

    /// <summary>The model's name, which is that of its folder.</summary>
    public string Name { get; }

    /// <summary>Where it lies.</summary>
    public string Folder => Path.Combine(AppContext.BaseDirectory, "models", Name);
}
