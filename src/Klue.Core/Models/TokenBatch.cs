using System.Runtime.InteropServices;
using Klue.Configuration;

namespace Klue.Models;

/// <summary>
/// A ragged batch: the tokens of all texts lie one after another, without padding, and
/// <see cref="RowStarts"/> says where each text begins.
/// </summary>
/// <remarks>
/// A text's rows are its keys (mask 1) in their own order, then those rows whose mask is 0 but which the caller
/// wants to read: such rows are queries, never keys. Everything else that is masked is never computed.
/// Everything is checked when a text is added, so that a forward pass need not look again.
/// The batch may be cleared and filled again; it is not safe to change it while a forward pass reads it.
/// </remarks>
public sealed class TokenBatch
{
    private readonly BertConfig _config;
    private readonly List<int> _inputIds = [];
    private readonly List<int> _tokenTypeIds = [];
    private readonly List<int> _positionIds = [];
    private readonly List<int> _columns = [];
    private readonly List<int> _rowStarts = [0];
    private readonly List<int> _keyStarts = [];
    private readonly List<int> _keyCounts = [];

    /// <summary>Creates an empty batch for models of <paramref name="config"/>, whose limits every added text is checked against.</summary>
    public TokenBatch(BertConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config;
    }

    /// <summary>The configuration that the texts were checked against.</summary>
    public BertConfig Config => _config;

    /// <summary>Number of texts, B.</summary>
    public int TextCount => _keyCounts.Count;

    /// <summary>Number of rows that a forward pass computes, T.</summary>
    public int RowCount => _inputIds.Count;

    /// <summary>Token ids, [T].</summary>
    public ReadOnlySpan<int> InputIds => CollectionsMarshal.AsSpan(_inputIds);

    /// <summary>Token type (segment) ids, [T].</summary>
    public ReadOnlySpan<int> TokenTypeIds => CollectionsMarshal.AsSpan(_tokenTypeIds);

    /// <summary>Rows of the position table, [T].</summary>
    public ReadOnlySpan<int> PositionIds => CollectionsMarshal.AsSpan(_positionIds);

    /// <summary>The place of each row in the caller's own (perhaps padded) sequence, [T].</summary>
    public ReadOnlySpan<int> Columns => CollectionsMarshal.AsSpan(_columns);

    /// <summary>First row of each text, and the row count at the end, [B+1].</summary>
    public ReadOnlySpan<int> RowStarts => CollectionsMarshal.AsSpan(_rowStarts);

    /// <summary>First key row of each text, [B].</summary>
    public ReadOnlySpan<int> KeyStarts => CollectionsMarshal.AsSpan(_keyStarts);

    /// <summary>Number of key rows (mask 1) of each text, [B].</summary>
    public ReadOnlySpan<int> KeyCounts => CollectionsMarshal.AsSpan(_keyCounts);

    /// <summary>Adds one text and returns its index in the batch.</summary>
    /// <param name="inputIds">Token ids, [S], each in 0..vocabulary size - 1.</param>
    /// <param name="tokenTypeIds">Segment ids, [S]; empty means zeros.</param>
    /// <param name="attentionMask">0 or 1 for each token, [S]; empty means ones.</param>
    /// <param name="positionIds">Rows of the position table, [S]; empty means the model's own rule: BERT counts every
    /// token, padding included; RoBERTa counts tokens that are not the padding token and starts at padding id + 1.</param>
    /// <param name="readColumns">Places whose mask is 0 but whose output will be read; ascending.</param>
    /// <exception cref="InputException">The text is empty, longer than the position table, has an id out of range,
    /// a mask other than 0 and 1 or all zeros, or spans of different lengths.</exception>
    public int Add(
        ReadOnlySpan<int> inputIds,
        ReadOnlySpan<int> tokenTypeIds = default,
        ReadOnlySpan<int> attentionMask = default,
        ReadOnlySpan<int> positionIds = default,
        ReadOnlySpan<int> readColumns = default)
    {
        var keys = CheckMask(inputIds, attentionMask);
        CheckLength(nameof(tokenTypeIds), tokenTypeIds, inputIds.Length);
        CheckLength(nameof(positionIds), positionIds, inputIds.Length);
        CheckIds(inputIds, tokenTypeIds, positionIds);
        CheckReadColumns(readColumns, inputIds.Length);

        var start = RowCount;
        AddRows(inputIds, tokenTypeIds, attentionMask, positionIds, maskedRows: false, default);
        if (readColumns.Length != 0)
        {
            AddRows(inputIds, tokenTypeIds, attentionMask, positionIds, maskedRows: true, readColumns);
        }

        _keyStarts.Add(start);
        _keyCounts.Add(keys);
        _rowStarts.Add(RowCount);
        return TextCount - 1;
    }

    /// <summary>Adds a text of another batch of the same configuration.</summary>
    internal void AddTextOf(TokenBatch other, int text)
    {
        var (start, end) = (other._rowStarts[text], other._rowStarts[text + 1]);
        _keyStarts.Add(other._keyStarts[text] - start + RowCount);
        _keyCounts.Add(other._keyCounts[text]);
        _inputIds.AddRange(other.InputIds[start..end]);
        _tokenTypeIds.AddRange(other.TokenTypeIds[start..end]);
        _positionIds.AddRange(other.PositionIds[start..end]);
        _columns.AddRange(other.Columns[start..end]);
        _rowStarts.Add(RowCount);
    }

    /// <summary>Removes all texts and keeps the memory.</summary>
    public void Clear()
    {
        _inputIds.Clear();
        _tokenTypeIds.Clear();
        _positionIds.Clear();
        _columns.Clear();
        _keyStarts.Clear();
        _keyCounts.Clear();
        _rowStarts.RemoveRange(1, _rowStarts.Count - 1);
    }

    /// <summary>The row that computes place <paramref name="column"/> of a text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such text, or that place is not computed because its mask is 0
    /// and it was not named when the text was added.</exception>
    public int RowOf(int text, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(text, TextCount);
        var start = _rowStarts[text];
        var columns = Columns[start.._rowStarts[text + 1]];
        var row = (uint)column < (uint)columns.Length && columns[column] == column ? column : columns.IndexOf(column);
        return row >= 0
            ? start + row
            : throw new ArgumentOutOfRangeException(nameof(column), column, $"Place {column} of text {text} is masked or outside the text, and so not computed.");
    }

    private void AddRows(
        ReadOnlySpan<int> inputIds,
        ReadOnlySpan<int> tokenTypeIds,
        ReadOnlySpan<int> attentionMask,
        ReadOnlySpan<int> positionIds,
        bool maskedRows,
        ReadOnlySpan<int> readColumns)
    {
        var unpadded = 0;
        for (var column = 0; column < inputIds.Length; column++)
        {
            // RobertaEmbeddings.create_position_ids_from_input_ids: padding tokens keep the padding position.
            var isPadding = inputIds[column] == _config.PadTokenId;
            unpadded += isPadding ? 0 : 1;
            var isKey = attentionMask.IsEmpty || attentionMask[column] == 1;
            if (maskedRows ? isKey || readColumns.BinarySearch(column) < 0 : !isKey)
            {
                continue;
            }

            _inputIds.Add(inputIds[column]);
            _tokenTypeIds.Add(tokenTypeIds.IsEmpty ? 0 : tokenTypeIds[column]);
            _columns.Add(column);
            _positionIds.Add(
                !positionIds.IsEmpty ? positionIds[column]
                : _config.ModelType != BertModelType.Roberta ? column
                : _config.PadTokenId + (isPadding ? 0 : unpadded));
        }
    }

    private static int CheckMask(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> attentionMask)
    {
        if (inputIds.IsEmpty)
        {
            throw new InputException("The text has no tokens; expected at least one.", InputFault.Empty);
        }

        if (attentionMask.IsEmpty)
        {
            return inputIds.Length;
        }

        CheckLength(nameof(attentionMask), attentionMask, inputIds.Length);
        var other = attentionMask.IndexOfAnyExcept(0, 1);
        if (other >= 0)
        {
            throw new InputException($"attention_mask[{other}] is {attentionMask[other]}; expected 0 or 1.");
        }

        var keys = attentionMask.Count(1);
        return keys > 0 ? keys : throw new InputException("attention_mask is all zeros; expected at least one token to attend to.");
    }

    private void CheckIds(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> positionIds)
    {
        var longest = _config.MaxTokens;
        if (positionIds.IsEmpty && inputIds.Length > longest)
        {
            throw new InputException($"The text has {inputIds.Length} tokens; the model takes at most {longest}. Truncate it or split it.", InputFault.TooLong);
        }

        CheckRange("input_ids", inputIds, _config.VocabSize, "the vocabulary");
        CheckRange("token_type_ids", tokenTypeIds, _config.TypeVocabSize, "the token types");
        CheckRange("position_ids", positionIds, _config.MaxPositionEmbeddings, "the position table");
    }

    private static void CheckRange(string name, ReadOnlySpan<int> values, int limit, string table)
    {
        var outside = values.IndexOfAnyExceptInRange(0, limit - 1);
        if (outside >= 0)
        {
            throw new InputException($"{name}[{outside}] is {values[outside]}, outside {table}; expected 0 to {limit - 1}.");
        }
    }

    private static void CheckLength(string name, ReadOnlySpan<int> values, int expected)
    {
        if (!values.IsEmpty && values.Length != expected)
        {
            throw new InputException($"{name} has {values.Length} entries; expected {expected}, one for each token.");
        }
    }

    private static void CheckReadColumns(ReadOnlySpan<int> readColumns, int length)
    {
        for (var i = 0; i < readColumns.Length; i++)
        {
            if (readColumns[i] < (i == 0 ? 0 : readColumns[i - 1] + 1) || readColumns[i] >= length)
            {
                throw new InputException($"readColumns[{i}] is {readColumns[i]}; expected ascending places from 0 to {length - 1}.");
            }
        }
    }
}
