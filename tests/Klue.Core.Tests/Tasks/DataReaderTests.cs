using System.Text;
using CsCheck;
using Klue.IO;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

public sealed class DataReaderTests
{
    [Fact]
    public void Ynat_gives_titles_and_labels() =>
        Assert.Equal(
            [new YnatExample("ynat-v1_dev_0", "버스 요금 내달 조정", "사회"), new YnatExample("ynat-v1_dev_1", "환율 \"급등\"", "경제")],
            Read<YnatExample>(ExampleFiles.Ynat));

    [Fact]
    public void Sts_gives_the_real_label() =>
        Assert.Equal([4.285714285714286, 0], Read<StsExample>(ExampleFiles.Sts).Select(example => example.RealLabel));

    [Fact]
    public void Nli_gives_pairs_and_labels() =>
        Assert.Equal(
            new NliExample("klue-nli-v1_dev_1", "비가 온다.", "날씨가 나쁘다.", "neutral"),
            Read<NliExample>(ExampleFiles.Nli)[1]);

    [Fact]
    public void Ner_gives_the_sentence_and_a_tag_for_each_character()
    {
        var examples = Read<NerExample>(ExampleFiles.Ner);
        Assert.Equal(["klue-ner-v1_dev_0-wikitree", "klue-ner-v1_dev_1-nsmc"], examples.Select(example => example.Id));
        Assert.Equal("홍길은 😀 #", examples[0].Sentence);
        Assert.Equal(["B-PS", "I-PS", "O", "O", "B-OG", "O", "O"], examples[0].Tags);
        Assert.Equal(["B-PS", "I-PS", "O", "B-OG", "O"], examples[0].CharacterTags);
    }

    [Fact]
    public void Re_counts_spans_in_code_points()
    {
        var example = Read<ReExample>(ExampleFiles.Re)[0];
        Assert.Equal(new EntitySpan("홍길동", 1, 3, "PER"), example.SubjectEntity);
        Assert.Equal(new EntitySpan("서울", 6, 7, "LOC"), example.ObjectEntity);
    }

    [Fact]
    public void Dp_gives_words_with_their_last_part_of_speech()
    {
        var example = Read<DpExample>(ExampleFiles.Dp)[0];
        Assert.Equal([3, 3, 0], example.Words.Select(word => word.Head));
        Assert.Equal(["JX", "JKO", "SF"], example.Words.Select(word => word.LastPartOfSpeech));
    }

    [Fact]
    public void Mrc_walks_all_paragraphs_and_ignores_answers_of_unanswerable_questions()
    {
        var examples = Read<MrcExample>(ExampleFiles.Mrc);
        Assert.Equal([new MrcAnswer("2001년", 7)], examples[0].Answers);
        Assert.True(examples[1].IsImpossible);
        Assert.Empty(examples[1].Answers);
        Assert.Equal(3, examples[1].QuestionType);
    }

    [Fact]
    public void Wos_gives_a_scored_example_for_each_turn_of_the_user()
    {
        var examples = Read<WosExample>(ExampleFiles.Wos);
        Assert.Equal(["wos-v1_dev_0-0", "wos-v1_dev_0-1"], examples.Select(example => example.Id));
        Assert.Equal(("", "공원 추천해 주세요."), (examples[0].System, examples[0].User));
        Assert.Equal([("", "공원 추천해 주세요.")], examples[1].History);
        Assert.Equal(["관광-종류-공원", "관광-이름-하늘공원"], examples[1].State);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing()
    {
        Assert.Equal(
            Read<NerExample>(ExampleFiles.Ner).SelectMany(example => example.Tags),
            Read<NerExample>('\uFEFF' + ExampleFiles.Ner.Replace("\n", "\r\n", StringComparison.Ordinal)).SelectMany(example => example.Tags));
        Assert.Equal(Read<YnatExample>(ExampleFiles.Ynat), Read<YnatExample>('\uFEFF' + ExampleFiles.Ynat));
    }

    [Fact]
    public void Examples_of_any_length_pass_the_buffers()
    {
        var titles = Enumerable.Range(0, 40).Select(index => new string('가', index * index * 40)).ToArray();
        var rows = titles.Select((title, index) => $$"""{"guid":"{{index}}","title":"{{title}}","label":"사회"}""");
        Assert.Equal(titles, Read<YnatExample>("[" + string.Join(",\n", rows) + "]").Select(example => example.Title));

        var sentences = titles.Skip(1).Select((title, index) => $"## {index}\t{title}\n가\tO\n\n");
        Assert.Equal(titles.Length - 1, Read<NerExample>(string.Concat(sentences)).Length);
    }

    [Theory]
    [InlineData(KlueTask.Ynat, "", null, "an empty file")]
    [InlineData(KlueTask.Ynat, "   ", 1L, "well-formed JSON")]
    [InlineData(KlueTask.Ynat, "[]", null, "at least one example")]
    [InlineData(KlueTask.Ynat, "{}", 1L, "a JSON array of examples, found an object")]
    [InlineData(KlueTask.Ynat, "[\n1]", 2L, "an object for each example, found a number")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"b\",\"label\":\"사회\"},\n{\"guid\":", 2L, "well-formed JSON")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"b\",\"label\":\"사회\"}]\n]", 2L, "well-formed JSON")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"b\",\"label\":\"사회\"},\n\n{\"guid\":\"a\",\"title\":\"b\",\"label\":\"사회\"}]", 3L, "guid 'a': expected a guid of its own")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"b\"}]", 1L, "a string as \"label\", found no such member")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":3,\"label\":\"사회\"}]", 1L, "a string as \"title\", found the number '3'")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"b\",\"label\":\"날씨\"}]", 1L, "one of 정치, 경제, 사회")]
    [InlineData(KlueTask.Ynat, "[{\"guid\":\"a\",\"title\":\"\\ud800\",\"label\":\"사회\"}]", 1L, "surrogate")]
    [InlineData(KlueTask.Sts, "[{\"guid\":\"a\",\"sentence1\":\"b\",\"sentence2\":\"c\",\"labels\":{\"real-label\":5.5}}]", 1L, "from 0 to 5, found 5.5")]
    [InlineData(KlueTask.Sts, "[{\"guid\":\"a\",\"sentence1\":\"b\",\"sentence2\":\"c\",\"labels\":5}]", 1L, "an object as \"labels\"")]
    [InlineData(KlueTask.Nli, "[{\"guid\":\"a\",\"premise\":\"b\",\"hypothesis\":\"c\",\"gold_label\":\"-\"}]", 1L, "entailment")]
    [InlineData(KlueTask.Ner, "## x\n", null, "at least one sentence")]
    [InlineData(KlueTask.Ner, "가\tO\n", 1L, "before the rows")]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tO\tO\n", 2L, "2 columns, found 3")]
    [InlineData(KlueTask.Ner, "## a\t가\n가나\tO\n", 2L, "one character in the first column")]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tB-XX\n", 2L, "as the tag")]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tO\n## b\t나\n나\tO\n", 3L, "an empty line between two sentences")]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tO\n\n## a\t나\n나\tO\n", 4L, "a guid of its own")]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tO\n\n## b\t나\n", 4L, "rows below the heading")]
    [InlineData(KlueTask.Ner, "##\t가\n가\tO\n", 1L, "no guid")]
    [InlineData(KlueTask.Re, "[{\"guid\":\"a\",\"sentence\":\"가나\",\"subject_entity\":{\"word\":\"가\",\"start_idx\":0,\"end_idx\":2,\"type\":\"PER\"}}]", 1L, "within the sentence's 2 characters, found 0 to 2")]
    [InlineData(KlueTask.Re, "[{\"guid\":\"a\",\"sentence\":\"가나\",\"subject_entity\":{\"word\":\"가\",\"start_idx\":0,\"end_idx\":0,\"type\":\"PER\"},\"object_entity\":{\"word\":\"가\",\"start_idx\":0,\"end_idx\":0,\"type\":\"PER\"}}]", 1L, "different spans")]
    [InlineData(KlueTask.Dp, "## a\t가\n2\t가\t가\tNP\t0\tNP\n", 2L, "the word index 1, found '2'")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t가\t가\tNP\t2\tNP\n", 2L, "a head from 0 to 1, found '2'")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t가\t가\tNP\t0\tXX\n", 2L, "a relation")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t가\t가\tNP+QQ\t0\tNP\n", 2L, "a part of speech")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t \t가\tNP\t0\tNP\n", 2L, "a word")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t가\t가\tNP\t0\n", 2L, "6 columns, found 5")]
    [InlineData(KlueTask.Mrc, "{\"version\":\"x\"}", 1L, "an array \"data\"")]
    [InlineData(KlueTask.Mrc, "{\"data\":{}}", 1L, "an array as \"data\"")]
    [InlineData(KlueTask.Mrc, "{\"data\":[{\"title\":\"t\",\"paragraphs\":[{\"context\":\"가나\",\"qas\":[{\"guid\":\"a\",\"question\":\"?\",\"answers\":[]}]}]}]}", 1L, "guid 'a': expected answers")]
    [InlineData(KlueTask.Mrc, "{\"data\":[{\"title\":\"t\",\"paragraphs\":[{\"context\":\"가나\",\"qas\":[{\"guid\":\"a\",\"question\":\"?\",\"answers\":[{\"text\":\"가나\",\"answer_start\":1}]}]}]}]}", 1L, "within the passage's 2 characters, found it at 1")]
    [InlineData(KlueTask.Mrc, "{\"data\":[{\"title\":\"t\",\"paragraphs\":[{\"context\":\"가나\",\"qas\":[{\"guid\":\"a\",\"question\":\"?\",\"question_type\":4,\"answers\":[]}]}]}]}", 1L, "1, 2 or 3")]
    [InlineData(KlueTask.Wos, "[{\"guid\":\"a\",\"domains\":[],\"dialogue\":[{\"role\":\"bot\",\"text\":\"\"}]}]", 1L, "user or sys")]
    [InlineData(KlueTask.Wos, "[{\"guid\":\"a\",\"domains\":[],\"dialogue\":[{\"role\":\"sys\",\"text\":\"\"}]}]", 1L, "at least one turn of the user")]
    [InlineData(KlueTask.Wos, "[{\"guid\":\"a\",\"domains\":[],\"dialogue\":[{\"role\":\"user\",\"text\":\"\"}]}]", 1L, "an array as \"state\"")]
    public void Malformed_data_is_refused_with_its_place(KlueTask task, string content, long? line, string message)
    {
        using var file = new TemporaryFile(content);
        AssertRefused(task, file, line, message);
    }

    [Theory]
    [InlineData(KlueTask.Ynat, "[{\n\"guid\":\"")]
    [InlineData(KlueTask.Ner, "## a\t\n")]
    public void Bytes_that_are_not_utf8_are_refused_with_their_line(KlueTask task, string start)
    {
        ReadOnlySpan<byte> korean949 = [0xB0, 0xA1, 0x20, 0xB3, 0xAA];
        using var file = new TemporaryFile([.. Encoding.UTF8.GetBytes(start), .. korean949, .. "\"}]\n"u8]);
        AssertRefused(task, file, 2, "expected UTF-8, found bytes that are not");
    }

    [Theory]
    [InlineData(KlueTask.Ynat, "[]")]
    [InlineData(KlueTask.Dp, "## a\t가\n")]
    public void Utf16_is_refused_by_its_mark(KlueTask task, string content)
    {
        using var file = new TemporaryFile([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(content)]);
        AssertRefused(task, file, 1, "expected UTF-8, found a UTF-16 byte order mark");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.All(Enum.GetValues<KlueTask>(), task => Assert.Contains(path, Assert.Throws<FileAccessException>(() => Count(task, path)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_in_one_line_and_nothing_else()
    {
        string[] scraps = ["\"", "\\ud800", "\\", "{", "]", ",", "\t", "\n\n", "##", "\0", "1e999", "null", "guid", "😀"];
        var edits = Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 12], Gen.Int[0, scraps.Length]).Array[1, 3];
        Gen.Select(Gen.Enum<KlueTask>(), edits).Sample(
            (task, changes) =>
            {
                List<byte> bytes = [.. Encoding.UTF8.GetBytes(ExampleFiles.Of(task))];
                foreach (var (at, removed, scrap) in changes)
                {
                    var place = at % (bytes.Count + 1);
                    bytes.RemoveRange(place, Math.Min(removed, bytes.Count - place));
                    bytes.InsertRange(place, scrap == scraps.Length ? [0xB0] : Encoding.UTF8.GetBytes(scraps[scrap]));
                }

                using var file = new TemporaryFile([.. bytes]);
                var fault = Record.Exception(() => Count(task, file.Path));
                Assert.True(fault is null or TaskDataException, $"{fault}");
                Assert.DoesNotContain('\n', fault?.Message ?? "");
            },
            iter: LongRun.Count(100_000));
    }

    private static void AssertRefused(KlueTask task, TemporaryFile file, long? line, string message)
    {
        var fault = Assert.Throws<TaskDataException>(() => Count(task, file.Path));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((file.Path, line), (fault.Location.Path, fault.Location.Line));
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static int Count(KlueTask task, string path) => task switch
    {
        KlueTask.Ynat => YnatExample.Read(path).Count(),
        KlueTask.Sts => StsExample.Read(path).Count(),
        KlueTask.Nli => NliExample.Read(path).Count(),
        KlueTask.Ner => NerExample.Read(path).Count(),
        KlueTask.Re => ReExample.Read(path).Count(),
        KlueTask.Dp => DpExample.Read(path).Count(),
        KlueTask.Mrc => MrcExample.Read(path).Count(),
        _ => WosExample.Read(path).Count(),
    };

    private static T[] Read<T>(string content)
        where T : IExample<T>
    {
        using var file = new TemporaryFile(content);
        return [.. T.Read(file.Path)];
    }
}
