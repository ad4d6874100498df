using Klue.Models;

namespace Klue.Core.Tests.Pipelines;

/// <summary>The batch runner that all pipelines share.</summary>
public sealed class StreamingTests
{
    private const int TokensPerBatch = 16;

    // Windows are eight batches, and a character counts as a token.
    private const int TextsPerWindow = 8 * TokensPerBatch / 2;

    private static readonly KlueModel Klue = EmbeddedModel.FillMask;

    private readonly CountingPipeline _count = new(Klue, TokensPerBatch);

    private static string[] Texts => [.. Enumerable.Range(0, 500).Select(i => string.Concat(Enumerable.Repeat("영화 ", 1 + (i * 7 % 23))).Trim())];

    private static int[] Counts => [.. Texts.Select(text => Klue.Tokenizer.Encode(text).Count)];

    [Fact]
    public async Task Answers_come_in_the_order_of_the_inputs_through_every_door()
    {
        Assert.Equal(Counts, _count.Run(Texts, TestContext.Current.CancellationToken));
        Assert.Equal(Counts, _count.Stream(Texts, TestContext.Current.CancellationToken));
        Assert.Equal(Counts, await _count.StreamAsync(Texts.ToAsyncEnumerable(), TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Counts, Texts.Select(text => _count.Run(text)));
        Assert.Empty(_count.Run([]));
    }

    [Fact]
    public void Batches_hold_no_more_tokens_than_they_may_and_not_many_fewer()
    {
        _count.Run(Enumerable.Repeat("영화 영화", 1000));
        var tokens = 1000 * Klue.Tokenizer.Encode("영화 영화").Count;
        Assert.InRange(_count.LargestBatch, TokensPerBatch - 3, TokensPerBatch);
        Assert.InRange(_count.Batches, tokens / TokensPerBatch, tokens / (TokensPerBatch - 4) + 20);
    }

    [Fact]
    public void A_source_without_end_is_read_a_window_ahead_and_let_go()
    {
        var read = 0;
        var isReleased = false;
        Assert.Equal(Enumerable.Repeat(3, 40), _count.Stream(Endless()).Take(40));
        Assert.InRange(read, 40, 3 * TextsPerWindow);
        Assert.True(isReleased);

        IEnumerable<string> Endless()
        {
            try
            {
                while (true)
                {
                    read++;
                    yield return "영화";
                }
            }
            finally
            {
                isReleased = true;
            }
        }
    }

    [Fact]
    public async Task An_async_source_is_let_go_as_well()
    {
        var isReleased = false;
        await foreach (var count in _count.StreamAsync(Endless(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(3, count);
            break;
        }

        Assert.True(isReleased);

        async IAsyncEnumerable<string> Endless()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return "영화";
                }
            }
            finally
            {
                isReleased = true;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(321)]
    public async Task A_bad_input_ends_the_answers_with_its_place(int place)
    {
        string[] texts = [.. Texts[..place], "bad", .. Texts[(place + 1)..^1], "bad"];
        var error = Assert.Throws<InputException>(() => _count.Run(texts));
        Assert.Equal(place, error.Index);
        Assert.Equal($"Input {place}: It is bad.", error.Message);
        Assert.Equal("It is bad.", error.InnerException!.Message);
        Assert.Equal(Counts[..place], Collected(_count.Stream(texts)));
        Assert.Equal(Counts[..place], await CollectedAsync(_count.StreamAsync(texts.ToAsyncEnumerable(), TestContext.Current.CancellationToken)));
        Assert.Null(Assert.Throws<InputException>(() => _count.Run("bad")).Index);
    }

    [Fact]
    public void A_source_that_fails_ends_the_answers_with_its_own_error()
    {
        var source = Texts[..321].Concat(Failing());
        Assert.Throws<FormatException>(() => _count.Run(source));
        Assert.Equal(Counts[..321], Collected(_count.Stream(source)));

        static IEnumerable<string> Failing() => Enumerable.Range(0, 1).Select<int, string>(_ => throw new FormatException("line 322"));
    }

    [Fact]
    public void A_missing_input_is_an_error_at_its_place()
    {
        string[] texts = [.. Texts[..7], null!, .. Texts];
        Assert.Equal(Counts[..7], Collected(_count.Stream(texts)));
        Assert.Throws<ArgumentNullException>(() => _count.Run(texts));
        Assert.Throws<ArgumentNullException>(() => _count.Run((string)null!));
        Assert.Throws<ArgumentNullException>(() => _count.Stream(null!));
        Assert.Throws<ArgumentNullException>(() => _count.StreamAsync(null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancelling_ends_every_door()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => _count.Run("영화", cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _count.Run(Texts, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Klue.Model.Forward(Batch(), new float[3 * Klue.Config.HiddenSize], new ForwardOptions { CancellationToken = cancelled.Token }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _count.StreamAsync(Texts.ToAsyncEnumerable(), cancelled.Token).ToArrayAsync());

        using var later = new CancellationTokenSource();
        var found = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in _count.Stream(Texts, later.Token))
            {
                if (++found == 10)
                {
                    later.Cancel();
                }
            }
        });
        Assert.InRange(found, 10, Texts.Length - 1);
    }

    private static TokenBatch Batch()
    {
        var batch = new TokenBatch(Klue.Config);
        batch.Add(Klue.Tokenizer.Encode("영화").Ids.AsSpan());
        return batch;
    }

    private static List<int> Collected(IEnumerable<int> answers)
    {
        var found = new List<int>();
        Assert.ThrowsAny<Exception>(() =>
        {
            foreach (var answer in answers)
            {
                found.Add(answer);
            }
        });
        return found;
    }

    private static async Task<List<int>> CollectedAsync(IAsyncEnumerable<int> answers)
    {
        var found = new List<int>();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var answer in answers)
            {
                found.Add(answer);
            }
        });
        return found;
    }
}
