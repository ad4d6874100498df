using Klue.Bench.Peers.Contests;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>Holds a contest of tokenizers for each number of threads, after their ids were compared.</summary>
internal sealed class TokenizerContests(TokenizerCatalog catalog, TextSample sample, ContestSettings settings)
{
    /// <summary>The name of the command.</summary>
    public const string Name = "tokenizer";

    /// <summary>The label of the number of texts whose ids are not Klue's.</summary>
    public const string DifferingTexts = "differing_texts";

    /// <summary>Holds all contests.</summary>
    /// <exception cref="DisagreementException">Klue does not give the same ids in all its forms.</exception>
    public IReadOnlyList<Standing> Run()
    {
        var reference = Encode(TokenizerCatalog.Reference);
        var tokens = reference.Sum(ids => (long)ids.Length);
        var differing = catalog.Names.ToDictionary(name => name, name => Compare(name, reference));
        var contest = new Contest(settings);
        return [.. settings.Threads.SelectMany(threads => contest.Run(
            [.. catalog.Names.Select(name => new Contestant(Case(name, threads, tokens), differing[name]))]))];
    }

    private int[][] Encode(string name)
    {
        var worker = catalog.CreateWorker(name);
        return [.. Enumerable.Range(0, sample.Texts.Count).Select(text =>
        {
            worker.Encode(text);
            return worker.Ids();
        })];
    }

    // Other tokenizers may differ, since none of them copies all that Hugging Face's does; how often is part of the result.
    private IReadOnlyList<Label> Compare(string name, int[][] reference)
    {
        if (name == TokenizerCatalog.Reference)
        {
            return [];
        }

        var differing = Encode(name).Zip(reference).Count(pair => !pair.First.AsSpan().SequenceEqual(pair.Second));
        return TokenizerCatalog.IsKlue(name) && differing > 0
            ? throw new DisagreementException($"{name} gives other ids than {TokenizerCatalog.Reference} for {differing} texts.")
            : [new(DifferingTexts, differing)];
    }

    private BenchCase Case(string name, int threads, long tokens) => new()
    {
        Suite = Name,
        Labels = [new("engine", name), new("texts", sample.Name), new("count", sample.Texts.Count)],
        Threads = threads,
        Work = new Work(Operations: 0, sample.Utf8Bytes, tokens),
        Run = new TokenizerRun(sample.Texts.Count, [.. Enumerable.Range(0, threads).Select(_ => catalog.CreateWorker(name))]).Run,
    };
}
