using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Klue.Tokenizer;

/// <summary>Fills the lists of one encoding from left to right.</summary>
internal sealed class EncodingBuilder(int count)
{
    private readonly int[] _ids = new int[count];
    private readonly TokenOffset[] _offsets = new TokenOffset[count];
    private readonly int[] _typeIds = new int[count];
    private readonly int[] _attentionMask = new int[count];
    private readonly int[] _specialTokensMask = new int[count];
    private readonly int?[] _wordIds = new int?[count];
    private readonly int?[] _sequenceIds = new int?[count];
    private int _next;

    public ImmutableArray<int> Ids => ImmutableCollectionsMarshal.AsImmutableArray(_ids);

    public ImmutableArray<TokenOffset> Offsets => ImmutableCollectionsMarshal.AsImmutableArray(_offsets);

    public ImmutableArray<int> TypeIds => ImmutableCollectionsMarshal.AsImmutableArray(_typeIds);

    public ImmutableArray<int> AttentionMask => ImmutableCollectionsMarshal.AsImmutableArray(_attentionMask);

    public ImmutableArray<int> SpecialTokensMask => ImmutableCollectionsMarshal.AsImmutableArray(_specialTokensMask);

    public ImmutableArray<int?> WordIds => ImmutableCollectionsMarshal.AsImmutableArray(_wordIds);

    public ImmutableArray<int?> SequenceIds => ImmutableCollectionsMarshal.AsImmutableArray(_sequenceIds);

    public void AddTokens(ReadOnlySpan<Token> tokens, int sequence, int typeId)
    {
        foreach (var token in tokens)
        {
            _ids[_next] = token.Id;
            _offsets[_next] = new TokenOffset(token.Start, token.End);
            _typeIds[_next] = typeId;
            _attentionMask[_next] = 1;
            _wordIds[_next] = token.Word;
            _sequenceIds[_next] = sequence;
            _next++;
        }
    }

    public void AddSpecial(int id, int typeId)
    {
        _ids[_next] = id;
        _typeIds[_next] = typeId;
        _attentionMask[_next] = 1;
        _specialTokensMask[_next] = 1;
        _next++;
    }

    public void AddPadding(int id, int length)
    {
        _ids.AsSpan(_next, length).Fill(id);
        _specialTokensMask.AsSpan(_next, length).Fill(1);
        _next += length;
    }
}
