using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Tasks.Data;

namespace Klue.Bench.Peers.Workloads;

/// <summary>The sentences of KLUE's data sets, by their published file names.</summary>
internal static class KlueSentences
{
    private static readonly (string Pattern, Func<string, IEnumerable<string>> Read)[] DataSets =
    [
        ("ynat-*_dev.json", file => YnatExample.Read(file).Select(example => example.Title)),
        ("klue-sts-*_dev.json", file => StsExample.Read(file).SelectMany(example => new[] { example.Sentence1, example.Sentence2 })),
        ("klue-nli-*_dev.json", file => NliExample.Read(file).SelectMany(example => new[] { example.Premise, example.Hypothesis })),
        ("klue-ner-*_dev.tsv", file => NerExample.Read(file).Select(example => example.Sentence)),
        ("klue-dp-*_dev.tsv", file => DpExample.Read(file).Select(example => example.Sentence)),
    ];

    /// <summary>The sentences of all dev sets that lie in a folder, or in folders within it.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    /// <exception cref="TaskDataException">A file is not of the data set's form.</exception>
    public static TextSample Read(string folder)
    {
        string[] sentences =
        [
            .. from set in DataSets
               from file in Directory.EnumerateFiles(folder, set.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
               from sentence in set.Read(file)
               select sentence,
        ];
        return sentences.Length > 0
            ? new TextSample("klue-dev", sentences)
            : throw new UsageException($"--texts '{folder}': no file there is called {string.Join(" or ", DataSets.Select(set => set.Pattern))}.");
    }
}
