using Klue.Pipelines;
using Klue.Server.Batching;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>Which texts of which requests make a batch.</summary>
public sealed class BatchQueueTests
{
    private static readonly KlueModel Klue = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini-sentence"));
    private static readonly SentenceEmbeddingPipeline Pipeline = Klue.CreateSentenceEmbedding();

    // Three tokens: [CLS] 가 [SEP].
    private const string Short = "가";
    private static readonly string Long = string.Concat(Enumerable.Repeat("가 ", 18));

    [Fact]
    public void What_waits_goes_together_up_to_the_budget()
    {
        var queue = new BatchQueue(maxTokens: 9);
        var requests = Add(queue, 1, 1, 1, 1);
        Assert.Equal([0, 1, 2], Take(queue, requests));
        Assert.Equal([3], Take(queue, requests));
    }

    [Fact]
    public void Requests_give_one_text_in_turn()
    {
        var queue = new BatchQueue(maxTokens: 6);
        var requests = Add(queue, 5, 1, 2);
        Assert.Equal([0, 1], Take(queue, requests));
        Assert.Equal([2, 0], Take(queue, requests));
        Assert.Equal([2, 0], Take(queue, requests));
        requests.AddRange(Add(queue, 1));
        Assert.Equal([0, 3], Take(queue, requests));
        Assert.Equal([0], Take(queue, requests));
    }

    [Fact]
    public void A_long_text_waits_until_it_stands_in_front_and_no_longer()
    {
        var queue = new BatchQueue(maxTokens: 20);
        var requests = Add(queue, 1);
        requests.Add(Request([Long]));
        queue.Add(requests[^1]);
        requests.AddRange(Add(queue, 9));
        Assert.Equal([0, 2, 2, 2, 2, 2], Take(queue, requests));
        Assert.Equal([1], Take(queue, requests));
        Assert.Equal([2, 2, 2, 2], Take(queue, requests));
    }

    [Fact]
    public void A_text_beyond_the_budget_is_a_batch_of_its_own()
    {
        var queue = new BatchQueue(maxTokens: 4);
        var requests = new List<BatchRequest> { Request([Long]), Request([Short]) };
        requests.ForEach(queue.Add);
        Assert.Equal([0], Take(queue, requests));
        Assert.Equal([1], Take(queue, requests));
    }

    [Fact]
    public void Pipelines_do_not_mix()
    {
        var queue = new BatchQueue(maxTokens: 100);
        var other = Klue.CreateFeatureExtraction();
        var requests = Add(queue, 1);
        requests.Add(new BatchRequest([other.Begin(Short)], CancellationToken.None));
        queue.Add(requests[^1]);
        requests.AddRange(Add(queue, 1));
        Assert.Equal([0, 2], Take(queue, requests));
        Assert.Equal([1], Take(queue, requests));
    }

    [Fact]
    public void A_request_that_nobody_waits_for_takes_no_place()
    {
        var queue = new BatchQueue(maxTokens: 100);
        var requests = new List<BatchRequest> { new([Pipeline.Begin(Short)], new CancellationToken(canceled: true)), Request([Short]) };
        requests.ForEach(queue.Add);
        Assert.Equal([1], Take(queue, requests));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task An_empty_queue_gives_a_batch_as_soon_as_something_comes_and_ends_when_closed()
    {
        var queue = new BatchQueue(maxTokens: 100);
        var waiting = Task.Run(() => queue.TryTake(out var batch) ? batch.Count : -1, TestContext.Current.CancellationToken);
        queue.Add(Request([Short]));
        Assert.Equal(1, await waiting);
        var last = Task.Run(() => queue.TryTake(out _), TestContext.Current.CancellationToken);
        queue.Close();
        Assert.False(await last);
        Assert.Throws<ObjectDisposedException>(() => queue.Add(Request([Short])));
    }

    private static BatchRequest Request(IEnumerable<string> texts) => new([.. texts.Select(Pipeline.Begin)], CancellationToken.None);

    private static List<BatchRequest> Add(BatchQueue queue, params int[] texts)
    {
        List<BatchRequest> requests = [.. texts.Select(count => Request(Enumerable.Repeat(Short, count)))];
        requests.ForEach(queue.Add);
        return requests;
    }

    // The numbers of the requests whose texts are in the next batch, in its order.
    private static int[] Take(BatchQueue queue, List<BatchRequest> requests)
    {
        Assert.True(queue.TryTake(out var batch));
        return [.. batch.Select(item => requests.IndexOf(item.Request))];
    }
}
