using CsCheck;
using Klue.Tests;
using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

/// <summary>Random dictionaries over few characters and few distinct costs, so that ties abound.</summary>
public sealed class MorphemeAnalyzerProperties
{
    private const string Alphabet = "가나다ab1 \t一二😀é";
    private const int ContextIds = 3;

    private static readonly (int PartOfSpeechId, int Cost)[] Penalties = [(1, 2), (3, 1)];

    private static readonly Gen<string> Surface =
        Gen.Int[0, 5].Select(Gen.Int[0, 5], Gen.Int[1, 4]).Select((a, b, length) =>
            string.Concat("가나다ab1"[a], "가나다ab1"[b], "가나"[a % 2], "a1"[b % 2])[..length]);

    private static readonly Gen<TinyDictionary> Dictionaries =
        from words in Word(Surface).Array[1, 12]
        from unknown in Word(Gen.Const("")).Array[6]
        from extra in Word(Gen.Const("HANGUL")).Array[0, 2]
        from shapes in Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 3]).Array[6]
        from connections in Gen.Int[0, 2].Array[ContextIds * ContextIds]
        select Build(words, unknown, extra, shapes, connections);

    [Fact]
    public void Random_texts_are_cut_as_the_plainest_form_of_the_algorithm_cuts_them()
    {
        var naivePenalties = Penalties.ToDictionary(penalty => penalty.PartOfSpeechId, penalty => penalty.Cost);
        Gen.Select(Dictionaries, Text(40).Array[8]).Sample(
            (definition, texts) =>
            {
                using var dictionary = definition.Write();
                var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(dictionary.Folder));
                var naive = new NaiveAnalyzer(dictionary, naivePenalties);
                foreach (var text in texts)
                {
                    AssertSame(naive.Analyze(text), analyzer.Analyze(text), text);
                }
            },
            iter: LongRun.Count(10_000),
            threads: 1);
    }

    [Fact]
    public void Settling_the_paths_of_a_long_text_changes_nothing()
    {
        var naivePenalties = Penalties.ToDictionary(penalty => penalty.PartOfSpeechId, penalty => penalty.Cost);
        Gen.Select(Dictionaries, Text(6_000, minLength: 5_000)).Sample(
            (definition, text) =>
            {
                using var dictionary = definition.Write();
                var analysis = new MorphemeAnalyzer(MecabDictionary.Load(dictionary.Folder)).Analyze(text);
                AssertSame(new NaiveAnalyzer(dictionary, naivePenalties).Analyze(text), analysis, text);
            },
            iter: LongRun.Count(500),
            threads: 1);
    }

    private static void AssertSame(
        (long Cost, IReadOnlyList<(int Start, int End, string Feature)> Morphemes) expected, MorphemeAnalysis found, string text)
    {
        Assert.Equal(expected.Cost, found.Cost);
        Assert.Equal(expected.Morphemes, found.Morphemes.Select(morpheme => (morpheme.Start, morpheme.End, morpheme.Feature)));
        Assert.All(found.Morphemes, morpheme => Assert.InRange(morpheme.End, morpheme.Start + 1, text.Length));
    }

    private static Gen<string> Text(int maxLength, int minLength = 0)
    {
        var characters = Alphabet.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var runs = Gen.Select(Gen.Int[0, characters.Length - 1].Select(i => characters[i]), Gen.Frequency((9, Gen.Const(1)), (1, Gen.Int[2, 40])));
        return runs.Array[minLength / 2, maxLength / 2]
            .Select(parts => string.Concat(parts.Select(part => string.Concat(Enumerable.Repeat(part.Item1, part.Item2)))));
    }

    private static Gen<TinyDictionary.Word> Word(Gen<string> surface) =>
        from text in surface
        from ids in Gen.Select(Gen.Int[0, ContextIds - 1], Gen.Int[0, ContextIds - 1], Gen.Int[0, 3])
        from cost in Gen.Int[-1, 3]
        from name in Gen.Int[0, 9999]
        select new TinyDictionary.Word(text, ids.Item1, ids.Item2, ids.Item3, cost, $"{name},*");

    private static TinyDictionary Build(
        TinyDictionary.Word[] words,
        TinyDictionary.Word[] unknown,
        TinyDictionary.Word[] extra,
        (bool Invoke, bool Group, int Length)[] shapes,
        int[] connections)
    {
        (string Name, string Characters)[] categories =
            [("DEFAULT", ""), ("SPACE", " \t"), ("HANGUL", "가나다"), ("ALPHA", "abé"), ("NUMERIC", "1一"), ("HANJA", "一二")];
        return new TinyDictionary
        {
            Words = words,
            UnknownWords = [.. categories.Select((category, i) => unknown[i] with { Surface = category.Name }), .. extra],
            Categories = [.. categories.Select((category, i) => new TinyDictionary.Category(
                category.Name, shapes[i].Invoke && i != 1, shapes[i].Group, shapes[i].Length, category.Characters))],
            Connections = [.. connections.Chunk(ContextIds).Select(row => row.Select(cost => (short)cost).ToArray())],
            Settings = "left-space-penalty-factor = "
                + string.Join(',', Penalties.Select(penalty => $"{penalty.PartOfSpeechId},{penalty.Cost}")),
        };
    }
}
