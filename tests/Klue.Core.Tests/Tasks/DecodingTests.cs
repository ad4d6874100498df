using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Decoding;

namespace Klue.Core.Tests.Tasks;

public sealed class DecodingTests
{
    [Fact]
    public void Where_nothing_can_be_the_answer_the_official_code_can_say_empty_and_only_it()
    {
        AnswerWindow window = new(["[CLS]", "가", "[SEP]"], [-1, 0, 0], [-1, 0, 0], [-1, -1, -1], [false, false, false]);
        Assert.Equal("empty", AnswerDecoder.Decode(["가"], [window]).Text);
        var plain = AnswerDecoder.Decode(["가"], [window], new AnswerOptions { HasPlaceholder = false });
        Assert.Equal("", plain.Text);
        Assert.Equal("", Assert.Single(plain.Candidates).Text);
    }

    private const int O = EntityTag.Outside;
    private static readonly int BeginPerson = KlueLabels.EntityTags().Id("B-PS");
    private static readonly int InPerson = KlueLabels.EntityTags().Id("I-PS");
    private static readonly int BeginDate = KlueLabels.EntityTags().Id("B-DT");

    [Fact]
    public void A_known_piece_begins_an_entity_on_its_first_character_only() =>
        Assert.Equal(
            [O, BeginPerson, InPerson, O, O],
            BaselineTagAlignment.Expand([new SplitWord("홍길은", ["홍길", "##은"])], [O, BeginPerson, O, O, O])!);

    [Fact]
    public void Behind_a_word_that_ends_unknown_every_tag_is_read_one_piece_early() =>
        Assert.Equal(
            [O, BeginPerson, InPerson, BeginPerson, BeginDate],
            BaselineTagAlignment.Expand([new SplitWord("찝찝", ["[UNK]"]), new SplitWord("날", ["날"])], [O, BeginPerson, O, BeginDate])!);

    [Fact]
    public void An_unknown_stretch_that_runs_past_its_word_is_told()
    {
        var word = new SplitWord("찝", ["[UNK]", "다"]);
        Assert.Null(BaselineTagAlignment.AlignUnknown(word));
        Assert.Null(BaselineTagAlignment.Expand([word], new int[10]));
    }

    [Fact]
    public void Clean_alignment_goes_by_offsets_and_leaves_the_uncovered_outside()
    {
        PieceTag[] pieces = [new(0, 2, BeginPerson), new(2, 3, BeginDate), new(4, 6, InPerson)];
        Assert.Equal([BeginPerson, InPerson, BeginDate, InPerson, O], CleanTagAlignment.Expand("홍길은 😀다", pieces));
    }

    [Fact]
    public void Entity_marks_count_code_points_and_their_particles_continue_them()
    {
        var (subject, other) = (new EntitySpan("비틀", 9, 10, "ORG"), new EntitySpan("해리슨", 1, 3, "PER"));
        var marked = EntityMarkers.Mark("😀해리슨이 쓰고 비틀즈", subject, other);
        Assert.Equal("😀<obj>해리슨</obj>이 쓰고 <subj>비틀</subj>즈", marked);
        Assert.Equal(
            ["<obj>", "해리", "##슨", "</obj>", "##이", "쓰", "##고", "<subj>", "비틀", "</subj>", "##즈"],
            EntityMarkers.Fix(marked, ["<obj>", "해리", "##슨", "</obj>", "이", "쓰", "##고", "<subj>", "비틀", "</subj>", "즈"]));
        Assert.Throws<ArgumentException>(() => EntityMarkers.Mark("가나", subject, subject));
    }

    [Fact]
    public void A_mark_at_the_end_of_the_text_changes_nothing()
    {
        string[] tokens = ["<subj>", "가", "</subj>", "<obj>", "나", "</obj>"];
        Assert.Equal(tokens, EntityMarkers.Fix("<subj>가</subj><obj>나</obj>", tokens));
        Assert.Throws<ArgumentException>(() => EntityMarkers.Fix("<subj>가</subj>", ["<subj>", "가", "</subj>"]));
    }

    [Fact]
    public void Dialogue_input_grows_turn_by_turn_and_keeps_its_end()
    {
        const int Cls = 2;
        const int Sep = 3;
        var history = new DialogueHistory(Cls, Sep, maxLength: 10);
        Assert.Equal([Cls, Sep, Sep, 11, 12, Sep], history.Next([], [11, 12]));
        Assert.Equal([Cls, Sep, 11, 12, Sep, 21, Sep, 22, Sep], history.Next([21], [22]));
        Assert.Equal([Cls, Sep, 21, Sep, 22, Sep, 31, Sep, 32, Sep], history.Next([31], [32]));
    }

    [Theory]
    [InlineData("관광-이름-경복궁", "관광-이름", "경복궁")]
    [InlineData("택시-출발지-A-B 호텔", "택시-출발지", "A-B 호텔")]
    [InlineData("값없음", "값없음", "값없음")]
    public void Slots_come_apart_at_their_first_two_hyphens(string text, string domainSlot, string value)
    {
        var slot = DialogueSlot.Parse(text);
        Assert.Equal((domainSlot, value), (slot.DomainSlot, slot.Value));
    }

    [Fact]
    public void State_values_are_read_up_to_the_first_special_token_and_cleaned_up()
    {
        string[] vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "서울", "##역", "18", ":", "00", "none"];
        Assert.Equal(
            ["택시-출발지-서울역", "택시-도착 시간-18:00", "관광-이름-dontcare"],
            DialogueStateDecoder.Recover(
                ["택시-출발지", "택시-도착 시간", "관광-이름", "관광-종류", "숙소-이름"],
                [2, 2, 1, 0, 2],
                [[5, 6, 3, 5], [7, 8, 9, 1], [5], [5], [10, 3]],
                vocabulary));
    }

    [Fact]
    public void Passages_are_cut_into_windows_that_share_their_context()
    {
        var windows = PassageWindows.Plan(pieces: 7, questionPieces: 1, maxLength: 8, stride: 2);
        Assert.Equal([(0, 4), (2, 4), (4, 3)], windows.Select(window => (window.Start, window.Length)));
        Assert.Equal([true, true, true, false], windows[0].HasMostContext);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], windows.SelectMany(window =>
            Enumerable.Range(0, window.Length).Where(piece => window.HasMostContext[piece]).Select(piece => window.Start + piece)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassageWindows.Plan(7, 5, 8, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassageWindows.Plan(7, 1, 8, 5));
    }

    [Theory]
    [InlineData(1, "서울")]
    [InlineData(9, "")]
    public void The_answer_is_cut_out_of_its_word_unless_none_is_likelier(double none, string expected)
    {
        var window = new AnswerWindow(
            ["[CLS]", "[SEP]", "그는", "서울", "##에", "산다", "[SEP]"],
            [none, 0, 0, 5, 0, 0, 0],
            [none, 0, 0, 4, 0, 0, 0],
            [-1, -1, 0, 1, 1, 2, -1],
            [false, false, true, true, true, true, false]);
        Assert.Equal(expected, AnswerDecoder.Decode(["그는", "서울에", "산다"], [window]).Text);
    }
}
