namespace Klue.Tokenizer.Training;

/// <summary>Two pieces that stand side by side in some word, by their ids; ordered by the left, then the right.</summary>
internal readonly record struct PiecePair(int Left, int Right) : IComparable<PiecePair>
{
    public int CompareTo(PiecePair other) => Left != other.Left ? Left.CompareTo(other.Left) : Right.CompareTo(other.Right);
}
