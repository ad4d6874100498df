using Klue.Configuration;
using Klue.Pipelines;
using Klue.Server.Http;
using Klue.Tokenizer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.Tei;

/// <summary>The routes of text-embeddings-inference, as its OpenAPI document describes them; <c>model</c> in a body is our own addition.</summary>
internal sealed class TeiEndpoints(Inference inference)
{
    public static void Map(IEndpointRouteBuilder routes, Inference inference)
    {
        var (tei, json) = (new TeiEndpoints(inference), TeiJson.Web);
        routes.MapJsonPost("/embed", json.EmbedRequest, json.ReadOnlyMemorySingleArray, tei.EmbedAsync);
        routes.MapJsonPost("/embed_all", json.EmbedRequest, json.ReadOnlyMemorySingleArrayArray, tei.EmbedAllAsync);
        routes.MapJsonPost("/embed_sparse", json.EmbedRequest, json.IReadOnlyListSparseValueArray, tei.EmbedSparseAsync);
        routes.MapJsonPost("/predict", json.PredictRequest, json.Object, tei.PredictAsync);
        routes.MapJsonPost("/rerank", json.RerankRequest, json.RankArray, tei.RerankAsync);
        routes.MapJsonPost("/similarity", json.SimilarityRequest, json.SingleArray, tei.SimilarityAsync);
        routes.MapJsonPost("/tokenize", json.TokenizeRequest, json.SimpleTokenArrayArray, tei.TokenizeAsync);
        routes.MapJsonPost("/decode", json.DecodeRequest, json.StringArray, tei.DecodeAsync);
    }

    private async Task<ReadOnlyMemory<float>[]> EmbedAsync(EmbedRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.FeatureExtraction, request.Model);
        var pipeline = model.Embeddings(request.Truncation, request.PromptName);
        EmbeddingVectors.CheckDimensions(request.Dimensions, pipeline.Dimensions);
        var embeddings = await inference.RunAsync(pipeline, "inputs", request.Texts(model), context.RequestAborted).ConfigureAwait(false);
        return EmbeddingVectors.Shape(embeddings, model, request.Dimensions, request.Normalize);
    }

    private async Task<ReadOnlyMemory<float>[][]> EmbedAllAsync(EmbedRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.FeatureExtraction, request.Model);
        string[] texts = [.. request.Texts(model).Select(text => model.Prompted(text, request.PromptName))];
        var features = await inference.RunAsync(model.Features(request.Truncation), "inputs", texts, context.RequestAborted).ConfigureAwait(false);
        return Array.ConvertAll(features, TokenVectors.Of);
    }

    private async Task<IReadOnlyList<SparseValue>[]> EmbedSparseAsync(EmbedRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.SparseEmbedding, request.Model);
        string[] texts = [.. request.Texts(model).Select(text => model.Prompted(text, request.PromptName))];
        return await inference.RunAsync(model.Sparse(request.Truncation), "inputs", texts, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<object> PredictAsync(PredictRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.TextClassification, request.Model);
        var pipeline = model.Classify(ScoresOf(request.RawScores), RequestFields.Truncation(request.Truncate, request.TruncationDirection));
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var found = await inference.RunAsync(pipeline, "inputs", inputs.Items, context.RequestAborted).ConfigureAwait(false);
        Prediction[][] predictions = [.. found.Select(labels => (Prediction[])[.. labels.Select(label => new Prediction(label.Score, label.Label))])];
        return inputs.IsMany ? predictions : predictions[0];
    }

    private async Task<Rank[]> RerankAsync(RerankRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.Rerank, request.Model);
        var pipeline = model.Classify(ScoresOf(request.RawScores), RequestFields.Truncation(request.Truncate, request.TruncationDirection));
        var query = RequestFields.Required(request.Query, "query");
        TextPair[] pairs = [.. RequestFields.All(request.Texts, "texts").Select(text => new TextPair(query, text))];
        var found = await inference.RunAsync(pipeline, "texts", pairs, context.RequestAborted).ConfigureAwait(false);
        return
        [
            .. found.Select((labels, index) => new Rank(index, request.ReturnText ? pairs[index].Pair : null, labels[0].Score))
                .OrderByDescending(rank => rank.Score),
        ];
    }

    private async Task<float[]> SimilarityAsync(SimilarityRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.SentenceSimilarity, request.Model);
        var parameters = request.Parameters;
        var pipeline = model.Embeddings(RequestFields.Truncation(parameters?.Truncate, parameters?.TruncationDirection), parameters?.PromptName);
        return await SentenceComparison.RunAsync(inference, pipeline, request.Inputs, context.RequestAborted).ConfigureAwait(false);
    }

    private Task<SimpleToken[][]> TokenizeAsync(TokenizeRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.Tokenization, request.Model);
        var texts = RequestFields.Required(request.Inputs, "inputs").Items;
        inference.CheckCount("inputs", texts.Count);
        var options = new EncodingOptions { AddSpecialTokens = request.AddSpecialTokens };
        return Task.FromResult<SimpleToken[][]>([.. texts.Select(text => Tokens(model.Prompted(text, request.PromptName)))]);

        SimpleToken[] Tokens(string text)
        {
            var encoding = model.Model.Tokenizer.Encode(text, options);
            return
            [
                .. Enumerable.Range(0, encoding.Count).Select(token =>
                {
                    var (start, end) = (encoding.Offsets[token].Start, encoding.Offsets[token].End);
                    return encoding.SpecialTokensMask[token] == 1
                        ? new SimpleToken(encoding.Ids[token], encoding.Tokens[token], Special: true, null, null)
                        : new SimpleToken(encoding.Ids[token], text[start..end], Special: false, start, end);
                }),
            ];
        }
    }

    private Task<string[]> DecodeAsync(DecodeRequest request, HttpContext context)
    {
        var tokenizer = inference.Find(ServedTask.Tokenization, request.Model).Model.Tokenizer;
        var lists = RequestFields.Required(request.Ids, "ids");
        inference.CheckCount("ids", lists.Count);
        return Task.FromResult<string[]>(
        [
            .. lists.Select(ids =>
            {
                TokenIds.Check(ids, tokenizer);
                return tokenizer.Decode(ids, request.SkipSpecialTokens);
            }),
        ]);
    }

    private static ScoreFunction? ScoresOf(bool raw) => raw ? ScoreFunction.None : null;
}
