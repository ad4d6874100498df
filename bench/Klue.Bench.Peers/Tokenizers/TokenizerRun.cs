namespace Klue.Bench.Peers.Tokenizers;

/// <summary>All texts of a sample, shared out among workers, each on a thread of its own.</summary>
internal sealed class TokenizerRun(int textCount, IReadOnlyList<ITokenizerWorker> workers)
{
    private const int TextsAtOnce = 32;

    private int _next;

    public void Run()
    {
        _next = 0;
        if (workers is [var only])
        {
            Work(only);
            return;
        }

        Parallel.ForEach(workers, new ParallelOptions { MaxDegreeOfParallelism = workers.Count }, Work);
    }

    private void Work(ITokenizerWorker worker)
    {
        while (Interlocked.Add(ref _next, TextsAtOnce) - TextsAtOnce is var first && first < textCount)
        {
            var end = Math.Min(first + TextsAtOnce, textCount);
            for (var text = first; text < end; text++)
            {
                worker.Encode(text);
            }
        }
    }
}
