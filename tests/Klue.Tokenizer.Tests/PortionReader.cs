namespace Klue.Tokenizer.Tests;

/// <summary>Gives a text in portions of at most so many characters, as a slow network does.</summary>
internal sealed class PortionReader(string text, int portion) : TextReader
{
    private int _position;

    public override int Read(Span<char> buffer)
    {
        var count = Math.Min(Math.Min(portion, buffer.Length), text.Length - _position);
        text.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
