namespace Klue.Kernels.Tests;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(1000, 2)]
    [InlineData(1000, 5)]
    public void Every_chunk_runs_once(int chunks, int threads)
    {
        for (var round = 0; round < 50; round++)
        {
            Assert.All(Count(chunks, threads), count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public unsafe void No_more_threads_work_than_were_allowed()
    {
        for (var threads = 1; threads <= 4; threads++)
        {
            var seen = new Seen();
            WorkerPool.Run(&Look, &seen, 2000, threads);
            Assert.InRange(seen.Most, 1, threads);
        }

        static void Look(void* context, int chunk)
        {
            var seen = (Seen*)context;
            var now = Interlocked.Increment(ref seen->Now);
            for (var most = seen->Most; now > most; most = seen->Most)
            {
                Interlocked.CompareExchange(ref seen->Most, now, most);
            }

            Thread.SpinWait(20);
            Interlocked.Decrement(ref seen->Now);
        }
    }

    [Fact]
    public unsafe void Each_thread_begins_with_a_share_of_its_own()
    {
        var begun = stackalloc int[2];
        WorkerPool.Run(&Meet, begun, 100, 2);
        Assert.NotEqual(begun[0], begun[1]);

        // The first chunks of the two shares: neither ends before the other has begun, and so two threads must have them.
        static void Meet(void* context, int chunk)
        {
            if (chunk % 50 == 0)
            {
                var begun = (int*)context;
                var share = chunk / 50;
                Volatile.Write(ref begun[share], Environment.CurrentManagedThreadId);
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref begun[1 - share]) != 0, TimeSpan.FromSeconds(60)), "The other share was not begun.");
            }
        }
    }

    [Fact]
    public async Task Calls_from_many_threads_of_the_thread_pool_all_finish()
    {
        var calls = Enumerable.Range(0, 64).Select(i => Task.Run(() =>
        {
            for (var round = 0; round < 100; round++)
            {
                Assert.All(Count(1 + ((i + round) % 40), 1 + (i % 4)), count => Assert.Equal(1, count));
            }
        }));
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Calls_in_pauses_longer_than_workers_spin_finish()
    {
        for (var round = 0; round < 50; round++)
        {
            Thread.Sleep(round % 3);
            Assert.All(Count(20, 3), count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public unsafe void A_call_inside_a_chunk_runs_on_the_same_thread()
    {
        var total = 0;
        WorkerPool.Run(&Outer, &total, 20, 3);
        Assert.Equal(20 * 30, total);

        static void Outer(void* context, int chunk)
        {
            var thread = Environment.CurrentManagedThreadId;
            var inner = new Inner { Thread = thread };
            WorkerPool.Run(&Nested, &inner, 30, 3);
            Interlocked.Add(ref *(int*)context, inner.Count);
        }

        static void Nested(void* context, int chunk)
        {
            var inner = (Inner*)context;
            inner->Count += inner->Thread == Environment.CurrentManagedThreadId ? 1 : 0;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public unsafe void What_a_chunk_throws_reaches_the_caller(int threads)
    {
        var error = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(&Fail, null, 100, threads));
        Assert.Equal("chunk 13", error.Message);
        Assert.All(Count(100, threads), count => Assert.Equal(1, count));

        static void Fail(void* context, int chunk)
        {
            if (chunk == 13)
            {
                throw new InvalidOperationException($"chunk {chunk}");
            }
        }
    }

    [Fact]
    public void A_call_allocates_nothing_after_the_first()
    {
        var problem = new GemmProblem(50, 200, 100);
        var attention = AttentionProblem.Whole([40, 30], heads: 2, headSize: 32);
        var output = new float[50 * 200];
        var context = new float[attention.Queries.Length];
        foreach (var tier in Tiers.Supported)
        {
            var options = Tiers.Force(tier, 2);
            RunAll(options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++)
            {
                RunAll(options);
            }

            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }

        void RunAll(KernelOptions options)
        {
            Gemm.Multiply(new(problem.Input, 50, 100), problem.Packed, new(output, 50, 200), Activation.Gelu, options);
            LayerNorm.Apply(new(output, 50, 200), problem.Bias, problem.Bias, 1e-12f, options);
            Softmax.Apply(new(output, 50, 200), options);
            Attention.Compute(
                new(attention.Queries, 70, 64), new(attention.Keys, 70, 64), new(attention.Values, 70, 64), new(context, 70, 64),
                attention.QueryStarts, attention.KeyStarts, attention.KeyCounts, 2, options);
        }
    }

    private static unsafe int[] Count(int chunks, int threads)
    {
        var counts = new int[chunks];
        fixed (int* pointer = counts)
        {
            WorkerPool.Run(&Add, pointer, chunks, threads);
        }

        return counts;

        static void Add(void* context, int chunk) => Interlocked.Increment(ref ((int*)context)[chunk]);
    }

    private struct Seen
    {
        public int Now;
        public int Most;
    }

    private struct Inner
    {
        public int Thread;
        public int Count;
    }
}
