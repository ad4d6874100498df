using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Klue.Samples;

/// <summary>
/// A collection of Microsoft.Extensions.VectorData in the memory of this process. A search compares with every record: right up to some
/// hundred thousand of them, and no server to run.
/// </summary>
/// <param name="name">The collection's name.</param>
/// <param name="keyOf">A record's key.</param>
/// <param name="vectorOf">A record's vector.</param>
/// <param name="generator">Makes vectors of texts that are searched for.</param>
internal sealed class MemoryCollection<TKey, TRecord>(
    string name, Func<TRecord, TKey> keyOf, Func<TRecord, ReadOnlyMemory<float>> vectorOf, IEmbeddingGenerator<string, Embedding<float>> generator)
    : VectorStoreCollection<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly ConcurrentDictionary<TKey, TRecord> _records = new();

    public override string Name => name;

    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default)
    {
        _records.Clear();
        return Task.CompletedTask;
    }

    public override Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_records.GetValueOrDefault(key));

    public override IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (options?.OrderBy is not null)
        {
            throw new NotSupportedException("This collection keeps no order.");
        }

        return _records.Values.Where(filter.Compile()).Skip(options?.Skip ?? 0).Take(top).ToAsyncEnumerable();
    }

    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        _records.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        _records[keyOf(record)] = record;
        return Task.CompletedTask;
    }

    public override Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _records[keyOf(record)] = record;
        }

        return Task.CompletedTask;
    }

    /// <summary>The records that are most like a text or a vector, by the cosine, best first.</summary>
    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var sought = searchValue switch
        {
            string text => await generator.GenerateVectorAsync(text, cancellationToken: cancellationToken),
            ReadOnlyMemory<float> vector => vector,
            Embedding<float> embedding => embedding.Vector,
            float[] vector => vector,
            _ => throw new NotSupportedException($"Texts and vectors can be searched for, not {typeof(TInput)}."),
        };
        var filter = options?.Filter?.Compile() ?? (_ => true);
        var least = options?.ScoreThreshold ?? double.NegativeInfinity;
        var found =
            from record in _records.Values.Where(filter)
            let score = (double)TensorPrimitives.CosineSimilarity(sought.Span, vectorOf(record).Span)
            where score >= least
            orderby score descending
            select new VectorSearchResult<TRecord>(record, score);
        foreach (var result in found.Skip(options?.Skip ?? 0).Take(top))
        {
            yield return result;
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(IEmbeddingGenerator<string, Embedding<float>>) ? generator
        : serviceType.IsInstanceOfType(this) ? this
        : null;
}
