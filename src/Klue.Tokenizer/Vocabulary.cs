using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Klue.Tokenizer;

/// <summary>The tokens of a tokeniser and their ids, both ways. Immutable.</summary>
public sealed partial class Vocabulary : IReadOnlyList<string?>
{
    private readonly string?[] _tokens;
    private readonly Dictionary<string, int> _ids;

    /// <summary>The vocabulary in which each token's id is its place.</summary>
    /// <param name="tokens">Tokens, none of them empty or there twice.</param>
    /// <exception cref="TokenizerFormatException">A token is empty or there twice; the place names it.</exception>
    public Vocabulary(IEnumerable<string> tokens)
        : this([.. tokens], "vocabulary", id => $"id {id}")
    {
    }

    /// <summary>A vocabulary from a file; a null is an id without a token.</summary>
    internal Vocabulary(string?[] tokens, string file, Func<int, string> placeOf)
    {
        _tokens = tokens;
        _ids = new Dictionary<string, int>(tokens.Length, StringComparer.Ordinal);
        if (FirstMisplaced() is { } id)
        {
            throw tokens[id] is { Length: > 0 } token
                ? new TokenizerFormatException(
                    file, placeOf(id), "a token that is not there yet", $"'{token}', which {placeOf(_ids[token])} has")
                : new TokenizerFormatException(file, placeOf(id), "a token", "nothing");
        }
    }

    /// <summary>One more than the highest id: what a model's <c>vocab_size</c> has to reach.</summary>
    public int Count => _tokens.Length;

    /// <summary>The tokens themselves, not to be changed.</summary>
    internal string?[] Tokens => _tokens;

    /// <summary>The token of an id; null for an id that the vocabulary leaves out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative or not below <see cref="Count"/>.</exception>
    public string? this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)_tokens.Length, nameof(id));
            return _tokens[id];
        }
    }

    /// <summary>Finds the id of a token.</summary>
    public bool TryGetId(ReadOnlySpan<char> token, out int id) =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out id);

    /// <inheritdoc cref="TryGetId(ReadOnlySpan{char}, out int)"/>
    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    /// <summary>The id of a token.</summary>
    /// <exception cref="TokenizerException">The vocabulary does not have it.</exception>
    public int IdOf(ReadOnlySpan<char> token) =>
        TryGetId(token, out var id) ? id : throw new TokenizerException($"The vocabulary has no token '{token}'.");

    /// <summary>Finds the token of an id.</summary>
    public bool TryGetToken(int id, [NotNullWhen(true)] out string? token)
    {
        token = (uint)id < (uint)_tokens.Length ? _tokens[id] : null;
        return token is not null;
    }

    /// <summary>The tokens in order of ids; null for an id that is left out.</summary>
    public IEnumerator<string?> GetEnumerator() => _tokens.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>This vocabulary and more tokens, each at its own id; those that it has already have to agree.</summary>
    /// <exception cref="TokenizerFormatException">An id has another token, or a token another id.</exception>
    internal Vocabulary With(IReadOnlyList<AddedToken> added, string file)
    {
        var (isComplete, count) = (true, Count);
        foreach (var token in added)
        {
            isComplete &= TryGetId(token.Content, out var id) && id == token.Id;
            count = Math.Max(count, token.Id + 1);
        }

        if (isComplete)
        {
            return this;
        }

        var tokens = new string?[count];
        _tokens.CopyTo(tokens, 0);
        foreach (var token in added)
        {
            if (tokens[token.Id] is { } other && other != token.Content)
            {
                throw new TokenizerFormatException(
                    file, $"added token '{token.Content}'", "an id of its own", $"{token.Id}, the id of '{other}'");
            }

            tokens[token.Id] = token.Content;
        }

        return new Vocabulary(tokens, file, id => $"id {id}");
    }

    /// <summary>Fills the dictionary; the id of the first token that is empty or there already, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int? FirstMisplaced()
    {
        for (var id = 0; id < _tokens.Length; id++)
        {
            if (_tokens[id] is { } token && (token.Length == 0 || !_ids.TryAdd(token, id)))
            {
                return id;
            }
        }

        return null;
    }
}
