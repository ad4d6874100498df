namespace Klue.Tokenizer.Tests;

public class ChunkTests
{
    private const string Text = "나는 밥을 먹었다. 나는 밥을!";

    [Theory]
    [InlineData(6, 0, "나는 밥을|먹었다.|나는 밥을|!")]
    [InlineData(7, 2, "나는 밥을|밥을 먹었다|. 나는 밥을|밥을!")]
    [InlineData(100, 0, Text)]
    public void Chunks_end_at_words(int maxLength, int overlap, string expected) => Assert.Equal(
        expected, string.Join('|', Samples.Tokenizer.Chunk(Text, maxLength, overlap).Select(chunk => Text[chunk.Start..chunk.End])));

    [Fact]
    public void A_word_too_long_for_a_chunk_is_cut_between_characters()
    {
        const string Word = "😀😀😀😀😀";
        var chunks = Samples.Tokenizer.Chunk(Word, 2, addSpecialTokens: false).ToList();
        Assert.Equal(["😀😀", "😀😀", "😀"], chunks.Select(chunk => Word[chunk.Start..chunk.End]));
    }

    [Fact]
    public void A_text_without_tokens_has_no_chunks() => Assert.Empty(Samples.Tokenizer.Chunk(" \n", 10));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(10, 8)]
    [InlineData(10, -1)]
    public void Lengths_that_leave_no_room_are_errors(int maxLength, int overlap) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Tokenizer.Chunk(Text, maxLength, overlap));
}
