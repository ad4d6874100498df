using Klue.Server.Errors;
using Klue.Server.Http;
using Klue.Tasks.Pipelines;
using Klue.Tokenizer.Morphemes;
using Microsoft.AspNetCore.Http;

namespace Klue.Server.Page;

/// <summary>What the page's tools ask for beyond the other routes.</summary>
internal sealed class PageTools(Inference inference, MorphemeAnalyzer? morphemes)
{
    // Nothing but their length bounds what pieces and morphemes cost; a model bounds the tokens of all else.
    private const int MaxCharacters = 20_000;

    public Task<PiecesAnswer> PiecesAsync(PiecesRequest request, HttpContext context)
    {
        var text = Bounded(request.Text);
        return Task.FromResult(new PiecesAnswer(PieceInfo.Of(inference.Find(ServedTask.Tokenization, request.Model).Model.Tokenizer.Encode(text))));
    }

    public Task<MorphemesAnswer> MorphemesAsync(MorphemesRequest request, HttpContext context)
    {
        var found = Required(morphemes).Analyze(Bounded(request.Text)).Morphemes;
        return Task.FromResult(new MorphemesAnswer([.. found.Select(MorphemeInfo.Of)]));
    }

    public async Task<AttentionAnswer> AttentionAsync(AttentionRequest request, HttpContext context)
    {
        var text = Bounded(request.Text);
        var pipeline = inference.Find(ServedTask.Attention, request.Model).Attention(request.Layer ?? 0, request.Head ?? 0);
        var found = await inference.RunAsync(pipeline, "text", [text], context.RequestAborted).ConfigureAwait(false);
        return AttentionAnswer.Of(found[0]);
    }

    public async Task<SimilarityAnswer> SimilarityAsync(SimilarityRequest request, HttpContext context)
    {
        var texts = RequestFields.All(request.Texts, "texts");
        var pipeline = inference.Find(ServedTask.SentenceSimilarity, request.Model).Embeddings(new Truncation(IsAllowed: false), promptName: null);
        return SimilarityAnswer.Of(await inference.RunAsync(pipeline, "texts", texts, context.RequestAborted).ConfigureAwait(false));
    }

    public async Task<DependenciesAnswer> DependenciesAsync(DependenciesRequest request, HttpContext context)
    {
        var text = Bounded(request.Text);
        var pipeline = inference.Find(ServedTask.DependencyParsing, request.Model).Dependencies();
        var sentence = request.PartsOfSpeech is { } tags ? new ParserSentence(Words(text), Words(tags)) : ParserSentence.Of(text, Required(morphemes));
        var found = await inference.RunAsync(pipeline, "text", [sentence], context.RequestAborted).ConfigureAwait(false);
        return new DependenciesAnswer(found[0].Words);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static MorphemeAnalyzer Required(MorphemeAnalyzer? analyzer) => analyzer
        ?? throw new RequestException(ErrorKind.NoHead, "The server has no dictionary of morphemes; 'klue serve --mecab DIR' gives it one.");

    private static string Bounded(string? text) => RequestFields.Required(text, "text").Length <= MaxCharacters
        ? text
        : throw new RequestException(ErrorKind.TooLarge, $"'text' has {text.Length} UTF-16 units; the limit is {MaxCharacters}.");
}
