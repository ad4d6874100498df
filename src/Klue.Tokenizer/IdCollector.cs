using System.Buffers;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <summary>Collects the ids of texts, framed, in rented blocks: one thread's part of an <see cref="IdBatch"/>.</summary>
internal sealed class IdCollector(WordPieceEncoder encoder, EncodingTemplate template, bool addSpecialTokens, int? maxLength) : IDisposable
{
    private const int BlockLength = 1 << 16;

    private readonly int? _budget = maxLength - (addSpecialTokens ? template.SpecialTokenCount(pair: false) : 0);
    private readonly List<int[]> _fullBlocks = [];
    private int[] _block = [];
    private int _portionStart;
    private int _count;

    /// <summary>The ids since <see cref="BeginPortion"/>, one after another; they stay there until all is disposed of.</summary>
    public ReadOnlyMemory<int> Portion => _block.AsMemory(_portionStart.._count);

    /// <summary>Begins ids that are to lie one after another.</summary>
    public void BeginPortion() => _portionStart = _count;

    /// <summary>Appends the ids of a text and returns their number.</summary>
    public int Append(string text)
    {
        var before = Portion.Length;
        foreach (var piece in template.Single)
        {
            if (piece.Sequence is not null)
            {
                AppendText(text);
            }
            else if (addSpecialTokens)
            {
                Reserve(1);
                _block[_count++] = piece.Id;
            }
        }

        return Portion.Length - before;
    }

    public void Dispose()
    {
        foreach (var block in _fullBlocks.Append(_block))
        {
            ArrayPool<int>.Shared.Return(block);
        }
    }

    private void AppendText(string text)
    {
        // With room for so many more, the word that has none begins behind the cut.
        var budget = _budget ?? int.MaxValue - encoder.LongestWord;
        var room = Math.Min(text.Length, budget + encoder.LongestWord);
        var state = new EncoderState();
        var appended = 0;
        for (var isDone = false; !isDone && appended < budget; room *= 2)
        {
            Reserve(room);
            var sink = new IdSink(_block.AsSpan(_count));
            isDone = encoder.Encode<Utf16, char, IdSink>(text, ref state, final: true, ref sink);
            _count += sink.Count;
            appended += sink.Count;
        }

        _count -= Math.Max(0, appended - budget);
    }

    /// <summary>Makes room behind the ids; where there is none, the portion goes on in a new block.</summary>
    private void Reserve(int room)
    {
        if (_block.Length - _count >= room)
        {
            return;
        }

        var portion = Portion;
        var block = ArrayPool<int>.Shared.Rent(Math.Max(BlockLength, checked(portion.Length + room)));
        portion.CopyTo(block);
        _fullBlocks.Add(_block);
        (_block, _portionStart, _count) = (block, 0, portion.Length);
    }
}
